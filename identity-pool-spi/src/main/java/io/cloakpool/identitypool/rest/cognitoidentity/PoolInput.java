package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.identitypool.exchange.PoolDefinition;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.GuestProof;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code CreateIdentityPool} and {@code UpdateIdentityPool} say about a pool. */
record PoolInput(
        String name,
        boolean allowGuests,
        boolean allowClassicFlow,
        Optional<String> developerProviderName,
        List<Provider> providers,
        Map<String, String> tags) {
    /** Server-side checks are on unless somebody turns them off. */
    private static final boolean DEFAULT_CHECK = true;

    private static final BindingSettings NEW_BINDING =
            new BindingSettings("realm", LoginBinding.Provider.REALM, Set.of(), DEFAULT_CHECK, null, null);

    /** One {@code CognitoIdentityProvider}. */
    record Provider(String name, String clientId, boolean serverSideCheck) {
        static Provider decode(JsonInput input) {
            return new Provider(
                    input.requiredString("ProviderName", FieldRules.PROVIDER_NAME),
                    input.requiredString("ClientId", FieldRules.CLIENT_ID),
                    input.optionalBoolean("ServerSideTokenCheck").orElse(DEFAULT_CHECK));
        }
    }

    static PoolInput decode(JsonInput input) {
        input.refuse("SupportedLoginProviders", "OpenIdConnectProviderARNs", "SamlProviderARNs");
        return new PoolInput(
                input.requiredString("IdentityPoolName", FieldRules.IDENTITY_POOL_NAME),
                input.requiredBoolean("AllowUnauthenticatedIdentities"),
                input.optionalBoolean("AllowClassicFlow").orElse(false),
                input.optionalString("DeveloperProviderName", FieldRules.DEVELOPER_PROVIDER_NAME),
                input.objectList("CognitoIdentityProviders", 0, FieldRules.MAX_PROVIDERS).stream()
                        .map(Provider::decode)
                        .toList(),
                input.stringMap("IdentityPoolTags", FieldRules.MAX_TAGS, FieldRules.TAG_KEY, FieldRules.TAG_VALUE));
    }

    /** A pool that has this and our defaults for everything that the AWS API cannot say. */
    PoolDefinition newPool(PoolRealm realm) {
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
        return new PoolDefinition(settings, bindings(realm, NEW_BINDING), List.of());
    }

    /** The pool with everything of this replaced, and kept what the AWS API cannot say. */
    PoolDefinition replacing(PoolView pool, PoolRealm realm) {
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
        BindingSettings oldBinding = pool.bindings().stream()
                .filter(binding -> binding.provider() == LoginBinding.Provider.REALM)
                .findFirst()
                .orElse(NEW_BINDING);
        return new PoolDefinition(settings, bindings(realm, oldBinding), List.of());
    }

    /** All client ids of the realm in one binding: the AWS API repeats the provider for each of them. */
    private List<BindingSettings> bindings(PoolRealm realm, BindingSettings old) {
        if (providers.isEmpty()) {
            return List.of();
        }
        Set<String> ownNames = Set.of(realm.userPoolLoginKey(), realm.issuerLoginKey());
        for (Provider provider : providers) {
            if (!ownNames.contains(provider.name())) {
                throw invalid("Provider '" + provider.name() + "' is not this realm");
            }
        }
        Set<Boolean> checks = providers.stream().map(Provider::serverSideCheck).collect(Collectors.toUnmodifiableSet());
        if (checks.size() > 1) {
            throw invalid("ServerSideTokenCheck must be the same for all clients of a provider");
        }
        Set<String> clientIds = new LinkedHashSet<>();
        providers.forEach(provider -> clientIds.add(provider.clientId()));
        return List.of(new BindingSettings(
                old.name(),
                LoginBinding.Provider.REALM,
                clientIds,
                checks.contains(true),
                old.roleMapping(),
                old.tagMapping()));
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.INVALID_PARAMETER, message);
    }
}
