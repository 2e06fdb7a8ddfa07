package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.jdbc.DatabaseKind;
import io.cloakpool.migration.jdbc.JdbcConfig;
import io.cloakpool.migration.spi.SourceOptions;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** What administrators see of {@link JdbcConfig}. */
final class JdbcConfigProperties {
    static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(JdbcConfig.KIND)
            .label("Database")
            .helpText("Which kind it is. The server needs the driver for it.")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(Stream.of(DatabaseKind.values()).map(SourceOptions::nameOf).toList())
            .defaultValue(SourceOptions.nameOf(DatabaseKind.POSTGRESQL))
            .add()
            .property()
            .name(JdbcConfig.HOST)
            .label("Host")
            .helpText("Name or address of its server, IPv6 in brackets.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(JdbcConfig.PORT)
            .label("Port")
            .helpText("That of the kind unless it is set.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(JdbcConfig.NAME)
            .label("Name of the database")
            .helpText("Letters, digits, dots, hyphens and underscores.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(JdbcConfig.USER)
            .label("User")
            .helpText("A user who may read what the statements need, and nothing else.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(JdbcConfig.PASSWORD)
            .label("Password")
            .helpText("That of the user, or ${vault.key}.")
            .type(ProviderConfigProperty.PASSWORD)
            .secret(true)
            .add()
            .property()
            .name(JdbcConfig.TLS)
            .label("TLS")
            .helpText("verify: the database shows a certificate with its name that this server trusts. "
                    + "off: no encryption, for a database on this host only.")
            .type(ProviderConfigProperty.LIST_TYPE)
            .options(Stream.of(JdbcConfig.Tls.values())
                    .map(SourceOptions::nameOf)
                    .toList())
            .defaultValue(SourceOptions.nameOf(JdbcConfig.Tls.VERIFY))
            .add()
            .property()
            .name(JdbcConfig.USER_SQL)
            .label("Statement for users")
            .helpText(
                    "A select with one question mark, for the name or address as typed. Its columns are known by their "
                            + "names: username, password_hash, email and so on; all others are attributes.")
            .type(ProviderConfigProperty.TEXT_TYPE)
            .add()
            .property()
            .name(JdbcConfig.GROUPS_SQL)
            .label("Statement for groups")
            .helpText("A select with one question mark, for the user's id, or the name where there is no id. Its first "
                    + "column is the name of a group.")
            .type(ProviderConfigProperty.TEXT_TYPE)
            .add()
            .property()
            .name(JdbcConfig.ROLES_SQL)
            .label("Statement for roles")
            .helpText("The same for roles.")
            .type(ProviderConfigProperty.TEXT_TYPE)
            .add()
            .property()
            .name(JdbcConfig.COUNT_SQL)
            .label("Statement that counts")
            .helpText(
                    "A select without question mark that counts all users, for administrators who want to know how many are "
                            + "left. Sign-ins do not need it.")
            .type(ProviderConfigProperty.TEXT_TYPE)
            .add()
            .property()
            .name(JdbcConfig.CONNECTIONS)
            .label("Connections")
            .helpText("At most, of each server, 1 to " + JdbcConfig.MOST_CONNECTIONS + ".")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue(Integer.toString(JdbcConfig.DEFAULT_CONNECTIONS))
            .add()
            .build();

    private JdbcConfigProperties() {}
}
