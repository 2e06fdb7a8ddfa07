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

    /** Not skipped: whoever needs a second factor would be let in without one. */
    @Override
    void nothingToProve(RequiredActionContext context) {
        context.failure("cloakpoolNoFactor");
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
