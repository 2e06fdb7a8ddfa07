package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.RoleConfig;
import io.cloakpool.identitypool.pool.Source;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Components of pool roles. */
public final class PoolRoleFactory extends PackComponentFactory<PoolRoleComponent> {
    public static final String PROVIDER_ID = "cloakpool-role";

    public PoolRoleFactory() {
        super(
                PROVIDER_ID,
                ComponentKind.ROLE,
                "A role that identities of identity pools may take.",
                PoolRoleConfigProperties.ALL);
    }

    @Override
    void judge(RealmModel realm, String name, Source source) {
        RoleConfig.settings(name, source);
    }

    @Override
    public PoolRoleComponent create(KeycloakSession session, ComponentModel model) {
        return new PoolRoleComponent() {};
    }
}
