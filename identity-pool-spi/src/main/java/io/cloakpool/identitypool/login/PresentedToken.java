package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Collections;
import java.util.Optional;

/** A JWT: what it says of itself finds the binding, which then proves it. */
final class PresentedToken implements Presented {
    private final UnnamedLogins logins;
    private final UnprovenToken claimed;
    private final String token;

    PresentedToken(UnnamedLogins logins, UnprovenToken claimed, String token) {
        this.logins = logins;
        this.claimed = claimed;
        this.token = token;
    }

    @Override
    public Optional<String> subject(LoginBinding binding) {
        return logins.ofIdTokens(binding)
                .filter(provider -> provider.facts().issuers().contains(claimed.issuer()))
                .filter(provider -> !Collections.disjoint(provider.clientIds(), claimed.audiences()))
                .filter(provider ->
                        claimed.client() == null || provider.clientIds().contains(claimed.client()))
                .map(provider -> claimed.subject());
    }

    @Override
    public ProvenLogin prove(LoginBinding binding) {
        return logins.ofIdTokens(binding)
                .map(provider -> logins.prove(provider, token))
                .orElseThrow(() -> IdTokenClaims.invalid("Invalid login token. Its provider is gone."));
    }

    @Override
    public Refused refusal() {
        return new Refused(
                Reason.LOGIN_INVALID, "No identity pool of this realm takes tokens of this issuer for this audience.");
    }
}
