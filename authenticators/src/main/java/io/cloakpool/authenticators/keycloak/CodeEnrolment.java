package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Purpose;
import java.util.Optional;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;

/** Makes sent codes a user's second factor, once one has arrived. */
class CodeEnrolment extends CodeAction {
    private static final String NO_FACTOR = "cloakpoolNoFactor";

    CodeEnrolment(CodeChannel channel) {
        super(id(channel), channel, Purpose.ATTRIBUTE);
    }

    /** Id of the required action. */
    static String id(CodeChannel channel) {
        return channel.credentialType() + "-enrolment";
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    @Override
    Optional<String> destination(RequiredActionContext context) {
        return channel.claimed(context.getUser());
    }

    /**
     * Skipped where it was the wish of an app only; the app is told that nothing came of it. Not where it has to be done: whoever needs a
     * second factor would be let in without one.
     */
    @Override
    void nothingToProve(RequiredActionContext context) {
        if (isDemanded(context)) {
            context.failure(NO_FACTOR);
        } else {
            context.ignore();
        }
    }

    @Override
    void nothingLeftToProve(RequiredActionContext context) {
        if (isDemanded(context)) {
            context.failure(NO_FACTOR);
        } else {
            context.cancel();
        }
    }

    private boolean isDemanded(RequiredActionContext context) {
        String id = id(channel);
        return context.getAuthenticationSession().getRequiredActions().contains(id)
                || context.getUser().getRequiredActionsStream().anyMatch(id::equals);
    }

    @Override
    boolean proven(RequiredActionContext context, String destination) {
        if (!channel.proven(context.getUser(), destination)) {
            return false;
        }
        ((CodeCredentialProvider) context.getSession().getProvider(CredentialProvider.class, channel.credentialType()))
                .enrol(context.getRealm(), context.getUser());
        context.getEvent()
                .clone()
                .event(EventType.UPDATE_CREDENTIAL)
                .user(context.getUser())
                .detail(Details.CREDENTIAL_TYPE, channel.credentialType())
                .success();
        return true;
    }
}
