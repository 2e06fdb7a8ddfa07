package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.login.CustomProvider;
import io.cloakpool.identitypool.login.CustomVerifiers;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.spi.LoginVerifier;
import io.cloakpool.identitypool.spi.LoginVerifierFactory;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** The login verifiers that are installed on the server. Those whose key another one has too are as if there were none. */
final class LoginVerifiers implements CustomVerifiers {
    private static final RequestLogger LOG = RequestLogger.of(LoginVerifiers.class);

    private final KeycloakSession session;
    private final RefusalThrottle warnings;

    /** @param warnings lets one warning a minute through: whoever sends a token can make a verifier fail */
    LoginVerifiers(KeycloakSession session, RefusalThrottle warnings) {
        this.session = session;
        this.warnings = warnings;
    }

    Optional<ProviderFacts> find(String id) {
        return factories().stream()
                .filter(factory -> factory.getId().equals(id))
                .findFirst()
                .filter(factory -> withKey(factory.loginsKey()).isPresent())
                .flatMap(factory -> CustomProvider.facts(id, factory.loginsKey()));
    }

    /** The id of the verifier that alone has a key. */
    Optional<String> withKey(String key) {
        List<LoginVerifierFactory> found = factories().stream()
                .filter(factory -> factory.loginsKey().equals(key))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0).getId()) : Optional.empty();
    }

    @Override
    public @Nullable VerifiedLogin verify(String verifier, String provider, String token, Set<String> clientIds) {
        try {
            return session.getProvider(LoginVerifier.class, verifier).verify(provider, token, clientIds);
        } catch (Refused e) {
            throw e;
        } catch (RuntimeException e) {
            if (warnings.admits(session.getContext().getRealm().getId(), provider)) {
                LOG.warnf(e, "The login verifier %s failed", verifier);
            }
            throw e;
        }
    }

    private List<LoginVerifierFactory> factories() {
        return session.getKeycloakSessionFactory()
                .getProviderFactoriesStream(LoginVerifier.class)
                .filter(LoginVerifierFactory.class::isInstance)
                .map(LoginVerifierFactory.class::cast)
                .toList();
    }
}
