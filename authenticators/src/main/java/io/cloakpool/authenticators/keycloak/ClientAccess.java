package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.access.AccessRoles;
import org.jboss.logging.Logger;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Lets only users with certain roles sign in to a client. It is a required action and no step of a flow: Keycloak asks those after every
 * flow, also where a session or another provider has answered who it is.
 */
final class ClientAccess extends PackAction {
    static final String ID = "cloakpool-client-access";

    private static final String TEMPLATE = "cloakpool-no-access.ftl";
    /** Note of a sign-in whose refusal the realm was told of. */
    private static final String TOLD = "cloakpool-no-access";

    private static final Logger LOG = Logger.getLogger(ClientAccess.class);

    ClientAccess() {
        super(ID);
    }

    /** The roles that a client asks for. */
    static AccessRoles roles(ClientModel client) {
        return AccessRoles.of(client.getAttribute(AccessRoles.ATTRIBUTE));
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.NOT_SUPPORTED;
    }

    /** It belongs to this sign-in, not to the user, who may be let in elsewhere. */
    @Override
    void demand(RequiredActionContext context) {
        ClientModel client = context.getAuthenticationSession().getClient();
        if (roles(client).admit(role -> hasRole(context, client, role))) {
            context.getAuthenticationSession().removeRequiredAction(ID);
        } else {
            context.getAuthenticationSession().addRequiredAction(ID);
        }
    }

    private static boolean hasRole(RequiredActionContext context, ClientModel client, String name) {
        RealmModel realm = context.getRealm();
        RoleModel role = KeycloakModelUtils.getRoleFromString(context.getSession(), realm, name);
        if (role == null) {
            LOG.warnf(
                    "Client %s of realm %s asks for a role that there is not: %s",
                    client.getClientId(), realm.getName(), name);
            return false;
        }
        return context.getUser().hasRole(role);
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        // The page again is not another sign-in.
        if (signIn.getAuthNote(TOLD) == null) {
            signIn.setAuthNote(TOLD, "true");
            context.getEvent()
                    .clone()
                    .event(EventType.LOGIN)
                    .client(signIn.getClient())
                    .user(context.getUser())
                    .error(Errors.ACCESS_DENIED);
        }
        context.challenge(context.form().createForm(TEMPLATE));
    }

    /** The app is told by its protocol. */
    @Override
    public void processAction(RequiredActionContext context) {
        context.failure();
    }
}
