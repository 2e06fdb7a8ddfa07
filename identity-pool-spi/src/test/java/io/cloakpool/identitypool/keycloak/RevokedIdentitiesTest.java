package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RevokedTokenProvider;
import org.keycloak.models.SingleUseObjectProvider;

/** Keycloak's store as it is: {@code put} waits for the commit and overwrites, {@code putIfAbsent} does neither. */
final class RevokedIdentitiesTest {
    private final IdentityId id = new IdentityId("eu-west-1", UUID.randomUUID());
    private final Map<String, Long> stored = new HashMap<>();
    private final Map<String, Long> pending = new HashMap<>();
    private final KeycloakSession session = session();

    @Test
    void revocation_counts_once_its_transaction_is_committed() {
        RevokedIdentities.revoke(session, id.toString());
        assertThat(new RevokedIdentities(session).isRevoked(id)).isFalse();

        commit();
        assertThat(new RevokedIdentities(session).isRevoked(id)).isTrue();
        assertThat(new RevokedIdentities(session).isRevoked(new IdentityId("eu-west-1", UUID.randomUUID())))
                .isFalse();
    }

    @Test
    void later_revocation_lasts_as_long_as_if_it_were_the_first() {
        RevokedIdentities.revoke(session, id.toString());
        commit();
        stored.replaceAll((key, seconds) -> 60L);

        RevokedIdentities.revoke(session, id.toString());
        commit();

        assertThat(stored.values()).singleElement().satisfies(seconds -> assertThat(seconds)
                .isGreaterThan(CredentialLimits.MAX_LIFETIME.toSeconds()));
    }

    private void commit() {
        stored.putAll(pending);
        pending.clear();
    }

    private KeycloakSession session() {
        SingleUseObjectProvider objects = Stub.of(
                SingleUseObjectProvider.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "put", arguments -> pending.put((String) arguments.get(0), (Long) arguments.get(1)),
                        "contains", arguments -> stored.containsKey((String) arguments.get(0))));
        RevokedTokenProvider tokens = Stub.of(
                RevokedTokenProvider.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "put",
                                arguments -> stored.putIfAbsent(arguments.get(0) + ".revoked", (Long) arguments.get(1))
                                        == null,
                        "contains", arguments -> stored.containsKey(arguments.get(0) + ".revoked")));
        return Stub.of(
                KeycloakSession.class,
                Map.of("singleUseObjects", arguments -> objects, "revokedTokens", arguments -> tokens));
    }
}
