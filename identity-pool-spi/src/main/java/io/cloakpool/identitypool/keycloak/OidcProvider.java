package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.broker.oidc.KeycloakOIDCIdentityProviderFactory;
import org.keycloak.broker.oidc.OIDCIdentityProviderConfig;
import org.keycloak.broker.oidc.OIDCIdentityProviderFactory;
import org.keycloak.models.IdentityProviderModel;

/** An OpenID Connect identity provider of a realm that says who its issuer is. */
final class OidcProvider {
    private static final Set<String> TYPES =
            Set.of(OIDCIdentityProviderFactory.PROVIDER_ID, KeycloakOIDCIdentityProviderFactory.PROVIDER_ID);
    private static final String ID = "idp:";
    private static final String SLASH = "/";

    private final OIDCIdentityProviderConfig config;
    private final List<String> issuers;

    private OidcProvider(OIDCIdentityProviderConfig config, List<String> issuers) {
        this.config = config;
        this.issuers = issuers;
    }

    /** Empty for another kind of provider, and for one that would take tokens of any issuer. */
    static Optional<OidcProvider> of(IdentityProviderModel model) {
        if (!TYPES.contains(model.getProviderId())) {
            return Optional.empty();
        }
        OIDCIdentityProviderConfig config = new OIDCIdentityProviderConfig(model);
        String text = config.getIssuer();
        // Several with commas between them, as Keycloak itself reads it.
        List<String> issuers = text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(issuer -> issuer.contains("://"))
                        .toList();
        return issuers.isEmpty() ? Optional.empty() : Optional.of(new OidcProvider(config, issuers));
    }

    /** The id under which logins of an identity provider of any protocol are stored. */
    static String storedId(String internalId) {
        return ID + internalId;
    }

    /** The provider's id in Keycloak, of the id under which its logins are stored. */
    static Optional<String> internalId(String id) {
        return id.startsWith(ID) ? Optional.of(id.substring(ID.length())) : Optional.empty();
    }

    String alias() {
        return config.getAlias();
    }

    ProviderFacts facts() {
        Set<String> keys = new LinkedHashSet<>();
        issuers.stream().map(OidcProvider::withoutScheme).forEach(key -> {
            keys.add(key.endsWith(SLASH) ? key.substring(0, key.length() - 1) : key);
            keys.add(key);
        });
        return new ProviderFacts(
                storedId(config.getInternalId()),
                List.copyOf(keys),
                config.isEnabled(),
                Set.copyOf(issuers),
                Stream.ofNullable(present(config.getClientId())).collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Its keys, as it is configured: published at an address, or one that is written down.
     *
     * @throws Refused {@code POOL_MISCONFIGURED} when it has neither
     */
    SignatureKeys keys(Function<URI, SignatureKeys> published) {
        String address = present(config.getJwksUrl());
        String pem = present(config.getPublicKeySignatureVerifier());
        if (config.isUseJwksUrl() && address != null) {
            return published.apply(uri(address));
        }
        if (!config.isUseJwksUrl() && pem != null) {
            return new FixedKey(pem, present(config.getPublicKeySignatureVerifierKeyId()));
        }
        throw misconfigured();
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw misconfigured();
        }
    }

    private static Refused misconfigured() {
        return new Refused(Reason.POOL_MISCONFIGURED, "The login's provider is configured without keys.");
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String withoutScheme(String issuer) {
        return issuer.substring(issuer.indexOf("://") + "://".length());
    }
}
