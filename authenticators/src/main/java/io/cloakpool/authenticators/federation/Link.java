package io.cloakpool.authenticators.federation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How somebody from another provider gets an account that is there. Names count for nothing: they are claimed. */
public enum Link {
    /** At once: both sides know the address to be verified. */
    AT_ONCE,
    /**
     * At once, without what is in the account to sign in with. Whoever made it never showed that the address is theirs, and may have made
     * it in wait for its owner (Sudhodanan and Paverd, "Pre-hijacked accounts", 2022).
     */
    WITHOUT_CREDENTIALS,
    /** Only by signing in to the account. */
    BY_SIGNING_IN;

    /**
     * What is known of the account that is there.
     *
     * @param address its e-mail address
     * @param verified whether that is verified
     * @param strippable whether what one signs in with lies here, and the account administers nothing
     */
    public record Account(@Nullable String address, boolean verified, boolean strippable) {}

    /**
     * Decides it.
     *
     * @param allowed whether the realm lets this provider link without further proof
     */
    public static Link of(boolean allowed, Claims claims, Account account) {
        String address = account.address();
        if (!allowed
                || address == null
                || !claims.verifiedAddresses().contains(address.strip().toLowerCase(Locale.ROOT))) {
            return BY_SIGNING_IN;
        }
        if (account.verified()) {
            return AT_ONCE;
        }
        return account.strippable() ? WITHOUT_CREDENTIALS : BY_SIGNING_IN;
    }
}
