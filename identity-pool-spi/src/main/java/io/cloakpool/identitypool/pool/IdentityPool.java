package io.cloakpool.identitypool.pool;

import java.util.List;
import java.util.Optional;

/**
 * An identity pool as configured.
 *
 * @param id its id; the region is the realm's
 * @param guestSecret key material of guest ids, 32 bytes; does not rotate with the realm's keys
 * @param settings what an administrator chose
 * @param bindings the accepted providers
 */
public record IdentityPool(PoolId id, Secret guestSecret, PoolSettings settings, List<LoginBinding> bindings) {
    public IdentityPool {
        bindings = List.copyOf(bindings);
    }

    public String name() {
        return settings.name();
    }

    /** The binding of a provider; empty when none or more than one binding names it (a doubled one matches nothing). */
    public Optional<LoginBinding> binding(LoginBinding.Provider provider) {
        List<LoginBinding> matching =
                bindings.stream().filter(b -> b.provider() == provider).toList();
        return matching.size() == 1 ? Optional.of(matching.get(0)) : Optional.empty();
    }
}
