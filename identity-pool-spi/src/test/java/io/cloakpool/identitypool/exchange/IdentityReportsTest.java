package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeIdentities;
import io.cloakpool.identitypool.fakes.FakePools;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityArchive;
import io.cloakpool.identitypool.identity.IdentityCounts;
import io.cloakpool.identitypool.identity.IdentityRecord;
import io.cloakpool.identitypool.identity.LinkedLogin;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class IdentityReportsTest {
    private static final PoolId OTHER = new PoolId("us-east-1", UUID.randomUUID());
    private static final IdentityId ID = new IdentityId("us-east-1", UUID.randomUUID());

    private final FakePools pools = new FakePools(TestData.REALM);
    private final Map<IdentityId, IdentityRecord> records = new HashMap<>();
    private final Map<PoolId, IdentityCounts> counts = new HashMap<>();
    private final FakeIdentities identities = new FakeIdentities();
    private final IdentityArchive archive = new IdentityArchive() {
        @Override
        public Optional<IdentityRecord> find(IdentityId id) {
            return Optional.ofNullable(records.get(id));
        }

        @Override
        public Map<PoolId, IdentityCounts> count(Collection<PoolId> asked) {
            Map<PoolId, IdentityCounts> found = new HashMap<>(counts);
            found.keySet().retainAll(asked);
            return found;
        }
    };
    private final IdentityReports reports =
            new IdentityReports(pools, archive, identities, PoolAdministrationTest.NAMES);

    @Test
    void identity_is_exported_whether_or_not_its_pool_can_be_used() {
        LoginName login = new LoginName("realm:realm-1", "alice");
        IdentityRecord stored = new IdentityRecord(
                new Identity(ID, OTHER, Identity.Status.ACTIVE, null, Instant.EPOCH, Instant.EPOCH, List.of(login)),
                List.of(new LinkedLogin(login, Instant.EPOCH)));
        records.put(ID, stored);

        assertThat(reports.export(ID)).isSameAs(stored);
    }

    @Test
    void identity_without_a_row_is_not_found() {
        assertRefused(Reason.IDENTITY_NOT_FOUND, () -> reports.export(ID));
    }

    @Test
    void whoever_a_person_is_at_the_realm_at_a_provider_or_at_the_back_end_is_found() {
        pools.add(TestData.pool(
                TestData.POOL_ID, TestData.settings().developer("shop").build()));
        IdentityId other = new IdentityId("us-east-1", UUID.randomUUID());
        IdentityId nobody = new IdentityId("us-east-1", UUID.randomUUID());
        identities.create(TestData.POOL_ID, ID, List.of(new LoginName("realm:realm-1", "alice")), Instant.EPOCH);
        identities.create(TestData.POOL_ID, other, List.of(LoginName.ofDeveloper("shop", "alice")), Instant.EPOCH);
        identities.create(TestData.POOL_ID, nobody, List.of(new LoginName("elsewhere", "alice")), Instant.EPOCH);

        assertThat(reports.ofSubject(TestData.POOL_ID, "alice"))
                .extracting(Identity::id)
                .containsExactlyInAnyOrder(ID, other);
        assertThat(reports.ofSubject(TestData.POOL_ID, "bob")).isEmpty();
        assertRefused(Reason.POOL_NOT_FOUND, () -> reports.ofSubject(OTHER, "alice"));
    }

    @Test
    void usage_is_told_of_each_usable_pool_by_name_also_of_one_that_nobody_used() {
        pools.add(TestData.pool());
        pools.add(TestData.pool(OTHER, TestData.settings().name("before-main").build()));
        IdentityCounts used = new IdentityCounts(3, 1, Map.of("realm:realm-1", 4L));
        counts.put(TestData.POOL_ID, used);
        counts.put(new PoolId("us-east-1", UUID.randomUUID()), used);

        assertThat(reports.usage())
                .containsExactly(
                        new PoolUsage(OTHER, "before-main", IdentityCounts.NONE),
                        new PoolUsage(TestData.POOL_ID, "main", used));
        assertThat(reports.usage(OTHER).counts()).isEqualTo(IdentityCounts.NONE);
    }

    @Test
    void usage_of_a_pool_that_is_not_there_is_refused() {
        assertRefused(Reason.POOL_NOT_FOUND, () -> reports.usage(OTHER));
    }
}
