package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.ComponentKind;
import io.cloakpool.identitypool.pool.PolicyText;
import io.cloakpool.identitypool.pool.RoleConfig;
import io.cloakpool.identitypool.pool.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
    void complete(RealmModel realm, ComponentModel model) {
        for (String key : List.of(RoleConfig.POLICY, RoleConfig.SESSION_POLICY, RoleConfig.TRUSTED_LOGINS)) {
            model.getConfig().computeIfPresent(key, (k, documents) -> stored(documents));
        }
    }

    private static List<String> stored(List<String> documents) {
        return documents.stream()
                .map(document -> document == null ? null : PolicyText.stored(document))
                .collect(Collectors.toCollection(ArrayList::new));
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
