package io.cloakpool.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class GuestSecretsTest {
    private final IdentityPool asking =
            TestData.pool(TestData.POOL_ID, TestData.settings().proof().build());
    private final IdentityId id = new IdentityId("eu-west-1", new UUID(1, 2));

    @Test
    void pool_that_asks_for_no_proof_gives_none_and_takes_everything() {
        assertThat(GuestSecrets.of(TestData.pool(), id)).isNull();
        assertThat(GuestSecrets.proves(TestData.pool(), id, null)).isTrue();
        assertThat(GuestSecrets.proves(TestData.pool(), id, "x")).isTrue();
    }

    @Test
    void secret_proves_its_own_id_only() {
        String secret = GuestSecrets.of(asking, id);

        assertThat(secret).hasSize(43);
        assertThat(GuestSecrets.proves(asking, id, secret)).isTrue();
        assertThat(GuestSecrets.proves(asking, new IdentityId("eu-west-1", new UUID(1, 3)), secret))
                .isFalse();
        assertThat(GuestSecrets.proves(asking, id, secret + "A")).isFalse();
        assertThat(GuestSecrets.proves(asking, id, null)).isFalse();
    }
}
