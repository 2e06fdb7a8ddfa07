package io.cloakpool.identitypool.pool;

import java.util.List;
import java.util.UUID;

/**
 * Writes the configuration of the current realm, in the request's own transaction: either all of a call is stored or nothing.
 * Everything is validated before it is written.
 */
public interface PoolStore {
    /** Kinds of key of the pack. */
    enum KeyKind {
        SEALING,
        SIGNING
    }

    /**
     * Waits until no other request, on any node, writes the realm's pools, roles, issuers and gateways, and keeps others waiting until this
     * one is over. What is read afterwards is what is stored. Each write does this first; who checks something ahead of a
     * write calls it before the check. Further calls do nothing.
     */
    void lock();

    /**
     * Makes or replaces a pool with exactly these bindings. The first pool of a realm brings the realm's keys along.
     *
     * @throws io.cloakpool.identitypool.spi.Refused with {@code INVALID_PARAMETER} naming the key that does not validate, {@code CONFLICT} when
     *     the name or the id is taken
     */
    IdentityPool savePool(UUID id, PoolSettings settings, List<BindingSettings> bindings);

    /** Deletes a pool, usable or not, its bindings and its identities; false when there is none. */
    boolean deletePool(PoolId id);

    PoolRole saveRole(RoleSettings settings);

    boolean deleteRole(String name);

    Gateway saveGateway(GatewaySettings settings);

    boolean deleteGateway(String name);

    IssuerSettings saveIssuer(IssuerSettings settings);

    boolean deleteIssuer(String name);

    /** Makes a new active key of this kind and turns the active ones passive: they go on verifying. */
    void rotateKey(KeyKind kind);

    /**
     * Makes a new active key of this kind and disables every other one: what was made with them ends at once. For keys that
     * somebody else may have, such as those of an export.
     */
    void replaceKeys(KeyKind kind);
}
