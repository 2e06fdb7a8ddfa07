package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.GatewayConfig;
import io.cloakpool.identitypool.pool.GatewaySettings;
import io.cloakpool.identitypool.pool.IssuerConfig;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.pool.KeyConfig;
import io.cloakpool.identitypool.pool.PoolKey;
import io.cloakpool.identitypool.pool.RoleConfig;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.pool.Source;
import io.cloakpool.identitypool.pool.StoredConfiguration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;

/** Roles, issuers, gateways and keys from the components of the current realm, for administrators: parsed anew on each call. */
final class ComponentConfiguration implements StoredConfiguration {
    private final RealmComponents components;

    ComponentConfiguration(KeycloakSession session) {
        this.components = new RealmComponents(session);
    }

    @Override
    public List<RoleSettings> roles() {
        List<ComponentModel> models =
                components.withOwnName(components.all(PoolRoleComponent.class, PoolRoleFactory.PROVIDER_ID));
        return usable(models, (model, source) -> RoleConfig.settings(model.getName(), source))
                .sorted(Comparator.comparing(RoleSettings::name))
                .toList();
    }

    @Override
    public List<GatewaySettings> gateways() {
        List<ComponentModel> models =
                components.withOwnName(components.all(GatewayComponent.class, GatewayFactory.PROVIDER_ID));
        return usable(models, (model, source) -> withoutSecret(GatewayConfig.settings(model.getName(), source)))
                .sorted(Comparator.comparing(GatewaySettings::name))
                .toList();
    }

    @Override
    public List<IssuerSettings> issuers() {
        List<ComponentModel> models = components.withOwnName(
                components.all(CredentialIssuerComponent.class, CredentialIssuerFactory.PROVIDER_ID));
        return usable(models, (model, source) -> IssuerConfig.settings(model.getName(), source))
                .sorted(Comparator.comparing(IssuerSettings::name))
                .toList();
    }

    @Override
    public List<KeySummary> keys() {
        return usable(
                        components.all(PoolKeyComponent.class, PoolKeyFactory.PROVIDER_ID),
                        ComponentConfiguration::summary)
                .sorted(Comparator.comparing(KeySummary::kind)
                        .thenComparing(KeySummary::createdAt, Comparator.reverseOrder())
                        .thenComparing(KeySummary::keyId))
                .toList();
    }

    private <T> Stream<T> usable(List<ComponentModel> models, BiFunction<ComponentModel, Source, T> parser) {
        return models.stream().flatMap(model -> {
            try {
                return Stream.of(parser.apply(model, Source.of(model.getConfig())));
            } catch (IllegalArgumentException e) {
                components
                        .cache()
                        .warnOnce("Ignored in realm " + components.realm().getName() + ": " + e.getMessage());
                return Stream.empty();
            }
        });
    }

    private static GatewaySettings withoutSecret(GatewaySettings gateway) {
        return new GatewaySettings(
                gateway.name(), gateway.enabled(), gateway.dialect(), null, gateway.s3BaseDomains(), gateway.apis());
    }

    private static KeySummary summary(ComponentModel model, Source source) {
        PoolKey key = KeyConfig.key(model.getId(), model.getName(), source);
        return new KeySummary(
                KeyDigest.keyId(model.getId()), model.getName(), key.material().kind(), key.status(), key.createdAt());
    }
}
