package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import org.jspecify.annotations.Nullable;

/**
 * An assertion whose signature is good, with what the response around it says. The response need not be signed, so it can only
 * take something away.
 *
 * @param key that signed it
 * @param assertion from the bytes that were signed, and no others
 * @param issuer of the response; null where it names none, as everything of it
 * @param destination address to which the response was sent
 * @param inResponseTo the request that the response answers
 */
public record SignedAssertion(
        SignatureKey key,
        SamlAssertion assertion,
        @Nullable String issuer,
        @Nullable String destination,
        @Nullable String inResponseTo) {
    @Override
    public String toString() {
        return "SignedAssertion[" + key + "]";
    }
}
