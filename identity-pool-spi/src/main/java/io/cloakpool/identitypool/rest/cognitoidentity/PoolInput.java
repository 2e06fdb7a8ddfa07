package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.identitypool.exchange.PoolDefinition;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.GuestProof;
import io.cloakpool.identitypool.pool.PoolSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code CreateIdentityPool} and {@code UpdateIdentityPool} say about a pool. */
record PoolInput(
        String name,
        boolean allowGuests,
        boolean allowClassicFlow,
        Optional<String> developerProviderName,
        PoolProviders providers,
        Map<String, String> tags) {
    static PoolInput decode(JsonInput input) {
        return new PoolInput(
                input.requiredString("IdentityPoolName", FieldRules.IDENTITY_POOL_NAME),
                input.requiredBoolean("AllowUnauthenticatedIdentities"),
                input.optionalBoolean("AllowClassicFlow").orElse(false),
                input.optionalString("DeveloperProviderName", FieldRules.DEVELOPER_PROVIDER_NAME),
                PoolProviders.decode(input),
                input.stringMap("IdentityPoolTags", FieldRules.MAX_TAGS, FieldRules.TAG_KEY, FieldRules.TAG_VALUE));
    }

    /** A pool that has this and our defaults for everything that the AWS API cannot say. */
    PoolDefinition newPool(ProviderNames names) {
        PoolSettings settings = new PoolSettings(
                name,
                allowGuests,
                GuestProof.NONE,
                CredentialLimits.DEFAULT_GUEST_ID_LIFETIME,
                allowClassicFlow,
                developerProviderName.orElse(null),
                Set.of(),
                null,
                null,
                List.of(),
                CredentialLimits.DEFAULT_LIFETIME,
                false,
                false,
                tags);
        return new PoolDefinition(settings, providers.bindings(List.of(), names), List.of());
    }

    /** The pool with everything of this replaced, and kept what the AWS API cannot say. */
    PoolDefinition replacing(PoolView pool, ProviderNames names) {
        PoolSettings old = pool.settings();
        PoolSettings settings = new PoolSettings(
                name,
                allowGuests,
                old.guestProof(),
                old.guestLifetime(),
                allowClassicFlow,
                developerProviderName.orElse(null),
                old.developerClients(),
                old.authenticatedRole(),
                old.unauthenticatedRole(),
                old.requestableRoles(),
                old.credentialLifetime(),
                old.endWithSession(),
                old.serviceAccounts(),
                tags);
        return new PoolDefinition(settings, providers.bindings(pool.bindings(), names), List.of());
    }
}
