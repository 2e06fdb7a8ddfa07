package io.cloakpool.authenticators.keycloak;

import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Lets a user choose which second factor to set up, of those that the realm has switched on. None of them can be skipped. */
final class SecondFactorChoice extends PackAction {
    static final String ID = "cloakpool-second-factor-enrolment";

    private static final String BY_EMAIL = CodeEnrolment.id(new EmailChannel());
    private static final String BY_SMS = CodeEnrolment.id(new SmsChannel());
    private static final String TEMPLATE = "cloakpool-second-factor.ftl";
    private static final String FIELD = "factor";

    /**
     * A factor on the page.
     *
     * @param id of the required action that sets it up
     * @param title key of its name
     */
    public record Choice(String id, String title) {}

    private static final List<Choice> ALL = List.of(
            new Choice(UserModel.RequiredAction.CONFIGURE_TOTP.name(), "cloakpoolChooseApp"),
            new Choice("webauthn-register", "cloakpoolChoosePasskey"),
            new Choice(BY_EMAIL, "cloakpoolChooseEmailCode"),
            new Choice(BY_SMS, "cloakpoolChooseSmsCode"));

    SecondFactorChoice() {
        super(ID);
    }

    /**
     * Also for those who come by another way than the flow with the step: who registers, or recovers an account. Not for those whom another
     * provider vouches for, which asks for factors itself, and not at each visit of a session.
     */
    @Override
    void demand(RequiredActionContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        boolean vouchedFor = signIn.getUserSessionNotes().containsKey(Details.IDENTITY_PROVIDER);
        if (!vouchedFor
                && !AuthenticatorUtil.isSSOAuthentication(signIn)
                && SecondFactors.areDemanded(context.getRealm())) {
            demand(context.getUser(), signIn);
        }
    }

    /** Has somebody who lacks a second factor choose one before they are signed in, unless they have chosen already. */
    static void demand(UserModel user, AuthenticationSessionModel signIn) {
        boolean chosen = ALL.stream().map(Choice::id).anyMatch(signIn.getRequiredActions()::contains);
        if (!chosen && SecondFactors.lacks(user, signIn)) {
            signIn.addRequiredAction(ID);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (SecondFactors.has(context.getUser())) {
            context.success();
            return;
        }
        List<Choice> choices = choices(context);
        if (choices.isEmpty()) {
            context.failure("cloakpoolNoFactor");
            return;
        }
        context.challenge(context.form().setAttribute("choices", choices).createForm(TEMPLATE));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        String wanted = context.getHttpRequest().getDecodedFormParameters().getFirst(FIELD);
        Optional<Choice> choice = choices(context).stream()
                .filter(offered -> offered.id().equals(wanted))
                .findFirst();
        if (choice.isEmpty()) {
            requiredActionChallenge(context);
            return;
        }
        context.getAuthenticationSession().addRequiredAction(choice.get().id());
        context.success();
    }

    private static List<Choice> choices(RequiredActionContext context) {
        return ALL.stream().filter(choice -> isOffered(context, choice)).toList();
    }

    private static boolean isOffered(RequiredActionContext context, Choice choice) {
        RealmModel realm = context.getRealm();
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(choice.id());
        if (action == null || !action.isEnabled()) {
            return false;
        }
        if (choice.id().equals(BY_EMAIL)) {
            return new EmailChannel().claimed(context.getUser()).isPresent();
        }
        return !choice.id().equals(BY_SMS)
                || (!SmsSettings.of(realm).countries().isEmpty()
                        && !SmsSenders.of(context.getSession(), realm).isEmpty());
    }
}
