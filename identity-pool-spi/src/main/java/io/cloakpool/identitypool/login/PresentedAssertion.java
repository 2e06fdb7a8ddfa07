package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A SAML response. Its signature is its provider's, whichever binding takes it; audience, recipient and the rest are judged by each.
 * Nothing of it is used before it is proven. It is used up by {@link #claim} alone.
 */
public final class PresentedAssertion implements Presented {
    private final UnnamedLogins logins;
    private final SamlTokens tokens;
    private final String principalArn;
    private final String response;
    private final Map<String, Optional<Proof>> proofs = new HashMap<>();
    private final SortedMap<String, Refused> refusals = new TreeMap<>();
    private @Nullable SignedAssertion signed;

    PresentedAssertion(UnnamedLogins logins, SamlTokens tokens, String principalArn, String response) {
        this.logins = logins;
        this.tokens = tokens;
        this.principalArn = principalArn;
        this.response = response;
    }

    /** @throws Refused for a response that is not the provider's, whatever a binding says */
    @Override
    public Optional<String> subject(LoginBinding binding) {
        return proof(binding).map(proof -> proof.login().subject());
    }

    @Override
    public ProvenLogin prove(LoginBinding binding) {
        return new ProvenLogin(
                binding, proof(binding).orElseThrow(this::refusal).login(), false);
    }

    /** Of the bindings that did not take it always the same one, whatever the order in which they were asked. */
    @Override
    public Refused refusal() {
        return refusals.isEmpty()
                ? new Refused(
                        Reason.LOGIN_INVALID, "No identity pool of this realm takes assertions of this SAML provider.")
                : Objects.requireNonNull(refusals.get(refusals.firstKey()));
    }

    /**
     * Uses the response up: it serves this binding's pool, and nothing else.
     *
     * @param login what {@link #prove} said
     * @throws Refused {@code LOGIN_INVALID} when it was used elsewhere
     */
    public void claim(ProvenLogin login) {
        LoginBinding binding = login.binding();
        Proof proof = proof(binding).orElseThrow(this::refusal);
        tokens.claim(provider(binding).orElseThrow(this::refusal), assertion(), proof, response);
    }

    /** What was signed, once {@link #prove} has found it good. */
    public SamlAssertion assertion() {
        return Objects.requireNonNull(signed, "nothing is proven").assertion();
    }

    private Optional<Proof> proof(LoginBinding binding) {
        return proofs.computeIfAbsent(binding.id(), id -> provider(binding).flatMap(this::tryToProve));
    }

    private Optional<AcceptedProvider> provider(LoginBinding binding) {
        return logins.ofAssertions(binding)
                .filter(provider -> provider.facts().keys().contains(principalArn));
    }

    private Optional<Proof> tryToProve(AcceptedProvider provider) {
        SignedAssertion good = signed;
        if (good == null) {
            good = tokens.open(provider, response);
            signed = good;
        }
        try {
            return Optional.of(tokens.prove(provider, good));
        } catch (Refused e) {
            // Another binding of the same provider may be for another app.
            refusals.put(provider.binding().id(), e);
            return Optional.empty();
        }
    }
}
