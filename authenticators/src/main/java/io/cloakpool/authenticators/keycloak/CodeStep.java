package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.CodeRequest;
import io.cloakpool.authenticators.code.Codes;
import io.cloakpool.authenticators.code.Delivery;
import io.cloakpool.authenticators.code.Purpose;
import io.cloakpool.authenticators.code.Verdict;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.models.UserModel;

/** A step of a flow that sends a code and asks for it. */
abstract class CodeStep implements Authenticator {
    private static final String NOT_TOLD = "cloakpoolCodeSentIfKnown";

    final CodeChannel channel;
    final Purpose purpose;

    CodeStep(CodeChannel channel, Purpose purpose) {
        this.channel = channel;
        this.purpose = purpose;
    }

    /**
     * Whose code it is.
     *
     * @param user null for a name that nobody has
     * @param subject stands for the user, or for the name
     * @param destination where codes go to, or would
     * @param reachable whether the user gets them there
     * @param binding what the code belongs to beside the sign-in
     */
    record Recipient(@Nullable UserModel user, String subject, String destination, boolean reachable, String binding) {}

    /** Who is asked for the code. */
    abstract Recipient recipient(AuthenticationFlowContext context);

    /** Whether answers may tell that there is such a user. */
    boolean tellsUser() {
        return tellsDestination();
    }

    /** How a code gets to them. */
    abstract Delivery delivery(AuthenticationFlowContext context, Recipient recipient);

    /** Whether the page may say where the code went. */
    abstract boolean tellsDestination();

    /** Called with the right code. */
    void proven(AuthenticationFlowContext context, Recipient recipient) {
        UserModel user = recipient.user();
        if (user != null) {
            SignInEpoch.begin(context.getSession(), context.getAuthenticationSession(), user);
        }
        context.setUser(user);
        context.success(channel.credentialType());
    }

    /**
     * What the code belongs to beside the user: the sign-in, so that it is worth nothing in another one, and the way by which it comes: whoever
     * goes on by another one gets a code there at once, and that of the first one stays good.
     */
    String binding(AuthenticationFlowContext context, Recipient recipient) {
        return String.join(
                ":",
                context.getAuthenticationSession().getParentSession().getId(),
                channel.credentialType(),
                recipient.binding());
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Wiring.logOnce(context.getSession());
        sendAndAsk(context);
    }

    final void sendAndAsk(AuthenticationFlowContext context) {
        even(context);
        Recipient recipient = recipient(context);
        context.challenge(page(context, recipient)
                .after(codes(context).open(request(context, recipient), delivery(context, recipient))));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (form.containsKey(CodePage.RESEND)) {
            even(context);
            Recipient recipient = recipient(context);
            context.challenge(page(context, recipient)
                    .after(codes(context).resend(request(context, recipient), delivery(context, recipient))));
        } else if (form.containsKey(CodePage.FIELD)) {
            check(context, form.getFirst(CodePage.FIELD));
        } else {
            sendAndAsk(context);
        }
    }

    private Optional<EvenAnswer> even(AuthenticationFlowContext context) {
        return tellsUser() ? Optional.empty() : Optional.of(EvenAnswer.of(context.getSession()));
    }

    private void check(AuthenticationFlowContext context, String guess) {
        Optional<EvenAnswer> answer = even(context);
        Recipient recipient = recipient(context);
        UserModel user = recipient.user();
        String locked = user == null ? null : AuthenticatorUtils.getDisabledByBruteForceEventError(context, user);
        CodeRequest request = request(context, recipient);
        Codes codes = codes(context);
        // A locked user's guess is answered as if it were wrong, whatever it is.
        Verdict verdict = codes.check(locked == null ? request : request.ofNobody(), guess);
        if (verdict == Verdict.RIGHT) {
            answer.ifPresent(EvenAnswer::isNotNeeded);
            proven(context, recipient);
            return;
        }
        Response page = page(context, recipient).after(verdict, codes.resendAfter(request));
        switch (verdict) {
            case WRONG, USED_UP, TOO_MANY ->
                WrongCode.refuse(context, user, locked == null ? Errors.INVALID_USER_CREDENTIALS : locked, page);
            case EXPIRED -> {
                if (user != null) {
                    context.getEvent().user(user);
                }
                context.getEvent().error(Errors.EXPIRED_CODE);
                context.forceChallenge(page);
            }
            case MALFORMED, RIGHT -> context.forceChallenge(page);
        }
    }

    final CodeRequest request(AuthenticationFlowContext context, Recipient recipient) {
        return new CodeRequest(
                purpose,
                recipient.subject(),
                recipient.reachable(),
                recipient.destination(),
                Sources.of(context.getConnection()),
                binding(context, recipient));
    }

    /** The page that asks for the code. */
    CodePage page(AuthenticationFlowContext context, Recipient recipient) {
        return tellsDestination()
                ? new CodePage(context.form(), CodePage.TITLE, channel.sentKey(), channel.mask(recipient.destination()))
                : new CodePage(context.form(), CodePage.TITLE, NOT_TOLD, "").withoutLimits();
    }

    private static Codes codes(AuthenticationFlowContext context) {
        return RealmCodes.of(context.getSession());
    }

    @Override
    public final void close() {}
}
