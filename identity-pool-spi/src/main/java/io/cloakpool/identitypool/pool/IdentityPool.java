package io.cloakpool.identitypool.pool;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An identity pool as configured.
 *
 * @param id its id; the region is the realm's
 * @param guestSecret key material of guest ids, 32 bytes; does not rotate with the realm's keys
 * @param settings what an administrator chose
 * @param bindings the accepted providers
 */
public record IdentityPool(PoolId id, Secret guestSecret, PoolSettings settings, List<LoginBinding> bindings) {
    private static final String HMAC = "HmacSHA256";
    private static final int GENERATION_BYTES = 8;

    public IdentityPool {
        bindings = List.copyOf(bindings);
    }

    public String name() {
        return settings.name();
    }

    /**
     * Tells this pool from an earlier or later one of the same id, 16 hexadecimal digits. It follows from the guest secret, which
     * each pool gets anew, and shows nothing of it.
     */
    public String generation() {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(guestSecret.bytes(), HMAC));
            byte[] digest = mac.doFinal(("cloakpool pool generation\n" + id).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, GENERATION_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    /** The binding of a provider; empty when none or more than one binding names it (a doubled one matches nothing). */
    public Optional<LoginBinding> binding(LoginProvider provider) {
        List<LoginBinding> matching =
                bindings.stream().filter(b -> b.provider().isSameAs(provider)).toList();
        return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }
}
