package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.keycloak.saml.SamlResponse;
import io.cloakpool.identitypool.login.SamlAssertions;
import io.cloakpool.identitypool.login.SamlProfile;
import io.cloakpool.identitypool.login.SignedAssertion;
import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Optional;

/** Assertions of a SAML identity provider, by its keys. */
final class KeycloakAssertions implements SamlAssertions {
    private final SamlKeys keys;
    private final SamlProfile profile;

    KeycloakAssertions(SamlKeys keys, SamlProfile profile) {
        this.keys = keys;
        this.profile = profile;
    }

    @Override
    public SamlProfile profile() {
        return profile;
    }

    @Override
    public SignedAssertion verify(String token) {
        return signed(token)
                .or(() -> keys.reload() ? signed(token) : Optional.empty())
                .orElseThrow(() -> new Refused(
                        Reason.LOGIN_INVALID,
                        "Invalid login token. The SAML assertion was not signed by its provider."));
    }

    private Optional<SignedAssertion> signed(String token) {
        SamlResponse response = SamlResponse.parse(token);
        return response.signedBy(keys.current());
    }

    @Override
    public boolean accepts(SignatureKey key) {
        return keys.current().stream()
                .anyMatch(current -> SamlResponse.digest(current).equals(key.digest()));
    }
}
