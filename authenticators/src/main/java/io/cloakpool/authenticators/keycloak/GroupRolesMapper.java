package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.claims.GroupRole;
import io.cloakpool.authenticators.claims.GroupRoles;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.IDToken;

/** Claims {@code cognito:roles} and {@code cognito:preferred_role}. */
public final class GroupRolesMapper extends TokenMapper {
    /** Id of this kind of mapper. */
    public static final String PROVIDER_ID = "oidc-cloakpool-group-roles-mapper";

    static final String ROLES = "cognito:roles";
    static final String PREFERRED_ROLE = "cognito:preferred_role";

    public GroupRolesMapper() {
        super(
                PROVIDER_ID,
                "Roles of groups (Cognito)",
                "Claims " + ROLES + " and " + PREFERRED_ROLE + ", from the attributes " + GroupRole.ROLE_ARN + " and "
                        + GroupRole.PRECEDENCE + " of the user's groups.");
    }

    @Override
    protected void setClaim(
            IDToken token,
            ProtocolMapperModel mapper,
            UserSessionModel userSession,
            KeycloakSession session,
            ClientSessionContext context) {
        GroupRoles roles = roles(userSession.getUser());
        if (!roles.roles().isEmpty()) {
            token.setOtherClaims(ROLES, roles.roles());
        }
        roles.preferred().ifPresent(arn -> token.setOtherClaims(PREFERRED_ROLE, arn));
    }

    /**
     * Of the realm's groups. Those of an organization are its own administrators' affair, and some of Keycloak's ways to a user's groups
     * do not leave them out.
     */
    static GroupRoles roles(UserModel user) {
        return GroupRoles.of(user.getGroupsStream()
                .filter(group -> group.getType() == GroupModel.Type.REALM)
                .flatMap(group -> role(group).stream())
                .toList());
    }

    /** A group without a role has that of the group above, as it has its role mappings. */
    private static Optional<GroupRole> role(GroupModel group) {
        return Stream.iterate(group, one -> one != null, GroupModel::getParent)
                .flatMap(
                        one -> GroupRole.parse(
                                one.getFirstAttribute(GroupRole.ROLE_ARN), one.getFirstAttribute(GroupRole.PRECEDENCE))
                                .stream())
                .findFirst();
    }
}
