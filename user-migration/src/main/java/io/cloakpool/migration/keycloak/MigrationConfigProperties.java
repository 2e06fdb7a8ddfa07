package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.Mode;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** What administrators see of {@link MigrationConfig}, around the options of a source. */
final class MigrationConfigProperties {
    static final List<ProviderConfigProperty> FIRST = ProviderConfigurationBuilder.create()
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
            .build();

    static final List<ProviderConfigProperty> LAST = ProviderConfigurationBuilder.create()
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
