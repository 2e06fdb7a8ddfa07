package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.rest.RestConfig;
import io.cloakpool.migration.spi.SourceOptions;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** What administrators see of {@link RestConfig}. */
final class RestConfigProperties {
    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(RestConfig.URI_KEY)
            .label("Address")
            .helpText(
                    "Where the old system answers: GET address/user and POST address/user. https, or http to this host.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(RestConfig.AUTH)
            .label("Authentication")
            .helpText("bearer: the secret goes along with each request. hmac: each request is signed with it.")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(Stream.of(RestConfig.Auth.values())
                    .map(SourceOptions::nameOf)
                    .toList())
            .defaultValue(SourceOptions.nameOf(RestConfig.Auth.BEARER))
            .add()
            .property()
            .name(RestConfig.SECRET)
            .label("Secret")
            .helpText("At least " + RestConfig.SHORTEST_SECRET + " characters, or ${vault.key}.")
            .type(ProviderConfigProperty.PASSWORD)
            .secret(true)
            .add()
            .property()
            .name(RestConfig.COUNTS_USERS)
            .label("Counts users")
            .helpText(
                    "Whether it answers GET address with the number of its users, for administrators who want to know how "
                            + "many are left. Sign-ins do not need it.")
            .type(ProviderConfigProperty.BOOLEAN_TYPE)
            .defaultValue("false")
            .add()
            .build();

    private RestConfigProperties() {}
}
