package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.exchange.PoolDefinition;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.GuestProof;
import io.cloakpool.identitypool.pool.PoolSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A pool with its bindings; field names are those of the components. What {@code GET} answers may be changed and {@code PUT}.
 *
 * @param id in a request it must be the one in the path, or absent
 * @param revision of an answer; in a request it is not looked at, {@code If-Match} is
 * @param warnings of an answer; in a request they are not looked at
 * @param guestLifetime in seconds
 * @param credentialLifetime in seconds
 * @param roles of a request: roles to store along with the pool
 */
record PoolJson(
        @Nullable String id,
        @Nullable String revision,
        @Nullable List<String> warnings,
        @Nullable String name,
        @Nullable Boolean allowGuests,
        @Nullable String guestProof,
        @Nullable Long guestLifetime,
        @Nullable Boolean allowClassicFlow,
        @Nullable String developerProviderName,
        @Nullable List<String> developerClients,
        @Nullable String authenticatedRole,
        @Nullable String unauthenticatedRole,
        @Nullable List<String> requestableRoles,
        @Nullable Long credentialLifetime,
        @Nullable Boolean endWithSession,
        @Nullable Boolean serviceAccounts,
        @Nullable Map<String, String> tags,
        @Nullable List<BindingJson> bindings,
        @Nullable List<RoleJson> roles) {
    static PoolJson of(PoolView pool) {
        PoolSettings settings = pool.settings();
        return new PoolJson(
                pool.id().toString(),
                pool.revision(),
                pool.warnings(),
                settings.name(),
                settings.allowGuests(),
                Choice.text(settings.guestProof()),
                settings.guestLifetime().toSeconds(),
                settings.allowClassicFlow(),
                settings.developerProviderName(),
                settings.developerClients().stream().sorted().toList(),
                settings.authenticatedRole(),
                settings.unauthenticatedRole(),
                settings.requestableRoles(),
                settings.credentialLifetime().toSeconds(),
                settings.endWithSession(),
                settings.serviceAccounts(),
                new TreeMap<>(settings.tags()),
                pool.bindings().stream().map(BindingJson::of).toList(),
                null);
    }

    PoolDefinition definition() {
        PoolSettings settings = new PoolSettings(
                Fields.required("name", name),
                Fields.flag(allowGuests, false),
                guestProof == null ? GuestProof.NONE : Enums.parse(GuestProof.class, "guestProof", guestProof),
                Fields.seconds(guestLifetime, CredentialLimits.DEFAULT_GUEST_ID_LIFETIME),
                Fields.flag(allowClassicFlow, false),
                developerProviderName,
                Fields.set("developerClients", developerClients),
                authenticatedRole,
                unauthenticatedRole,
                Fields.list("requestableRoles", requestableRoles),
                Fields.seconds(credentialLifetime, CredentialLimits.DEFAULT_LIFETIME),
                Fields.flag(endWithSession, false),
                Fields.flag(serviceAccounts, false),
                Fields.map("tags", tags));
        return new PoolDefinition(
                settings,
                Fields.list("bindings", bindings).stream()
                        .map(BindingJson::settings)
                        .toList(),
                Fields.list("roles", roles).stream()
                        .map(role -> role.settings(Fields.required("roles.name", role.name())))
                        .toList());
    }
}
