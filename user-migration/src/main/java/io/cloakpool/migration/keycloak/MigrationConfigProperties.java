package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.Mode;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** What administrators see of {@link MigrationConfig}. */
final class MigrationConfigProperties {
    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(MigrationConfig.MODE)
            .label("Mode")
            .helpText(
                    "import: users are taken over at their first proven sign-in, and the old system is not asked about them again. "
                            + "check: they are taken over, and the old system goes on checking their passwords until they change them here. "
                            + "lookup: nobody is taken over.")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(Stream.of(Mode.values()).map(Mode::text).toList())
            .defaultValue(Mode.IMPORT.text())
            .add()
            .property()
            .name(MigrationConfig.URI_KEY)
            .label("Address")
            .helpText(
                    "Where the old system answers: GET address/user and POST address/user. https, or http to this host.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(MigrationConfig.AUTH)
            .label("Authentication")
            .helpText("bearer: the secret goes along with each request. hmac: each request is signed with it.")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(Stream.of(MigrationConfig.Auth.values())
                    .map(MigrationConfig.Auth::text)
                    .toList())
            .defaultValue(MigrationConfig.Auth.BEARER.text())
            .add()
            .property()
            .name(MigrationConfig.SECRET)
            .label("Secret")
            .helpText("At least " + MigrationConfig.SHORTEST_SECRET + " characters, or ${vault.key}.")
            .type(ProviderConfigProperty.PASSWORD)
            .secret(true)
            .add()
            .property()
            .name(MigrationConfig.TIME_BUDGET)
            .label("Time budget (ms)")
            .helpText("For all questions of one request together, " + MigrationConfig.LEAST_BUDGET + " to "
                    + MigrationConfig.MOST_BUDGET + ".")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue(Integer.toString(MigrationConfig.DEFAULT_BUDGET))
            .add()
            .property()
            .name(MigrationConfig.GROUPS)
            .label("Groups")
            .helpText(
                    "Groups of the realm, by path, that the old system may put users into. A group gives the rights that it has here.")
            .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
            .add()
            .property()
            .name(MigrationConfig.ROLES)
            .label("Roles")
            .helpText("Roles of the realm that the old system may give.")
            .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
            .add()
            .build();

    private MigrationConfigProperties() {}
}
