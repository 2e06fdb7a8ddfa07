package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.login.SamlProfile;
import io.cloakpool.identitypool.login.SamlProfile.Principal;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.broker.saml.SAMLIdentityProviderConfig;
import org.keycloak.broker.saml.SAMLIdentityProviderFactory;
import org.keycloak.common.util.KeycloakUriBuilder;
import org.keycloak.models.IdentityProviderModel;

/** A SAML identity provider of a realm. */
final class SamlProvider {
    /** What an administrator may grant a clock that is wrong. */
    private static final Duration MAX_SKEW = Duration.ofMinutes(5);

    private final SAMLIdentityProviderConfig config;

    private SamlProvider(SAMLIdentityProviderConfig config) {
        this.config = config;
    }

    /** Empty for another kind of provider. */
    static Optional<SamlProvider> of(IdentityProviderModel model) {
        return SAMLIdentityProviderFactory.PROVIDER_ID.equals(model.getProviderId())
                ? Optional.of(new SamlProvider(new SAMLIdentityProviderConfig(model)))
                : Optional.empty();
    }

    /** Why no login of it can be proven; empty where one can. */
    Optional<String> problem() {
        if (present(config.getIdpEntityId()) == null) {
            return Optional.of("its configuration does not say the entity id of the identity provider");
        }
        if (!config.isValidateSignature()) {
            return Optional.of("it does not validate signatures");
        }
        boolean hasKeys = config.isUseMetadataDescriptorUrl()
                ? metadataUrl() != null
                : !certificates().isEmpty();
        return hasKeys ? Optional.empty() : Optional.of("it has no certificate to validate signatures with");
    }

    /** What logins need to know of it; only of one without a {@link #problem}. */
    ProviderFacts facts(PoolRealm realm) {
        return new ProviderFacts(
                OidcProvider.storedId(config.getInternalId()),
                List.of(realm.samlProviderArn(config.getAlias())),
                config.isEnabled(),
                Set.of(idpEntityId()),
                entityId(realm).map(Set::of).orElse(Set.of()));
    }

    /** How Keycloak presents itself to it. A name that comes from a request's Host header is nobody's. */
    private Optional<String> entityId(PoolRealm realm) {
        return Optional.ofNullable(present(config.getEntityId()))
                .or(() ->
                        realm.hostnameConfigured() ? Optional.of(realm.issuer().toString()) : Optional.empty());
    }

    /** How it calls itself; only of one without a {@link #problem}. */
    String idpEntityId() {
        return Objects.requireNonNull(present(config.getIdpEntityId()));
    }

    SamlProfile profile(PoolRealm realm) {
        Duration skew = Duration.ofSeconds(Math.max(0, config.getAllowedClockSkew()));
        return new SamlProfile(
                skew.compareTo(MAX_SKEW) > 0 ? MAX_SKEW : skew,
                switch (config.getPrincipalType()) {
                    case SUBJECT -> Principal.SUBJECT;
                    case ATTRIBUTE -> Principal.ATTRIBUTE;
                    case FRIENDLY_ATTRIBUTE -> Principal.FRIENDLY_ATTRIBUTE;
                },
                Objects.requireNonNullElse(present(config.getNameIDPolicyFormat()), ""),
                Objects.requireNonNullElse(present(config.getPrincipalAttribute()), ""),
                recipients(realm));
    }

    /** Where the provider sends assertions for the realm, and where a client brings them (as RFC 7522, section 3, has it). */
    private Set<String> recipients(PoolRealm realm) {
        if (!realm.hostnameConfigured()) {
            return Set.of();
        }
        String broker = KeycloakUriBuilder.fromUri(realm.issuer())
                .path("broker")
                .path(config.getAlias())
                .path("endpoint")
                .build()
                .toString();
        return Set.of(broker, realm.poolIssuer().toString(), realm.stsEndpoint().toString());
    }

    /**
     * Its keys, as it is configured: from its metadata, or written down.
     *
     * @throws Refused {@code POOL_MISCONFIGURED} when the address of the metadata is none
     */
    SamlKeys keys(Function<URI, SamlKeys> published) {
        String address = metadataUrl();
        return config.isUseMetadataDescriptorUrl() && address != null
                ? published.apply(uri(address))
                : CertificateKeys.fixed(certificates());
    }

    private @Nullable String metadataUrl() {
        return present(config.getMetadataDescriptorUrl());
    }

    private List<String> certificates() {
        return Arrays.stream(config.getSigningCertificates())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new Refused(Reason.POOL_MISCONFIGURED, "The login's provider is configured without keys.");
        }
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
