package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.ALLOW_ALL;
import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.identitypool.fakes.FakeClaimTrust;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.FakeIdentities;
import io.cloakpool.identitypool.fakes.FakePools;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.spi.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IssuerAdministrationTest {
    private static final String PROVIDER = "id.example/realms/demo/cognito-identity";
    private static final String ID = "eu-west-1:11111111-2222-3333-4444-666666666666";

    private final FakePools pools = new FakePools(TestData.REALM);
    private final IssuerAdministration administration = new IssuerAdministration(pools, pools);

    @BeforeEach
    void pool() {
        pools.add(TestData.pool());
    }

    @Test
    void an_issuer_that_is_on_needs_a_configured_hostname() {
        pools.realm(TestData.realm("realm-1", false));

        assertRefused(Reason.INVALID_PARAMETER, () -> administration.save(RemoteRoleTest.issuer(true)));
        assertThat(pools.writes).isZero();
        administration.save(RemoteRoleTest.issuer(false));
        pools.realm(TestData.REALM);
        administration.save(RemoteRoleTest.issuer(true));
        assertThat(pools.writes).isEqualTo(2);
    }

    @Test
    void a_role_may_not_name_an_issuer_that_is_missing_unless_it_did_before() {
        assertRefused(Reason.INVALID_PARAMETER, () -> administration.saveRole(role("ceph", false, Amr.AUTHENTICATED)));
        assertRefused(Reason.INVALID_PARAMETER, () -> new PoolAdministration(
                        pools,
                        pools,
                        new FakeIdentities(),
                        new FakeClaimTrust(),
                        PoolAdministrationTest.NAMES,
                        new FakeClock())
                .put(
                        POOL_ID.uuid(),
                        new PoolDefinition(
                                TestData.settings().roles(null, null).build(),
                                List.of(TestData.bindingSettings("webapp")),
                                List.of(role("ceph", false, Amr.AUTHENTICATED))),
                        null,
                        true));
        assertThat(pools.writes).isZero();

        administration.save(RemoteRoleTest.issuer(true));
        administration.saveRole(role("ceph", false, Amr.AUTHENTICATED));
        pools.deleteIssuer("ceph");
        administration.saveRole(role("ceph", true, Amr.AUTHENTICATED));
        assertRefused(Reason.INVALID_PARAMETER, () -> administration.saveRole(role("aws", false, Amr.AUTHENTICATED)));
    }

    @Test
    void a_trust_policy_names_pool_and_kind_and_asks_for_a_subject() throws Exception {
        save(false, Amr.AUTHENTICATED);
        JsonNode statement = statement(administration.trustPolicy("user", null, List.of()));

        assertThat(statement.path("Principal").path("Federated").asText())
                .isEqualTo("arn:aws:iam::123456789012:oidc-provider/" + PROVIDER);
        assertThat(statement.path("Action")).hasToString("[\"sts:AssumeRoleWithWebIdentity\"]");
        assertThat(statement.path("Condition"))
                .hasToString("{\"StringEquals\":{\"" + PROVIDER + ":aud\":\"" + POOL_ID
                        + "\"},\"ForAnyValue:StringLike\":{\"" + PROVIDER
                        + ":amr\":\"authenticated\"},\"StringNotEquals\":{\""
                        + PROVIDER + ":sub\":\"\"}}");
    }

    @Test
    void a_trust_policy_for_identities_names_them() throws Exception {
        save(true, Amr.AUTHENTICATED, Amr.UNAUTHENTICATED);
        JsonNode statement = statement(administration.trustPolicy("user", "main", List.of(ID)));

        assertThat(statement.path("Action").toString()).contains("sts:TagSession");
        assertThat(statement
                        .path("Condition")
                        .path("StringEquals")
                        .path(PROVIDER + ":sub")
                        .asText())
                .isEqualTo(ID);
        assertThat(statement.path("Condition").path("ForAnyValue:StringLike").path(PROVIDER + ":amr"))
                .hasToString("[\"authenticated\",\"unauthenticated\"]");
        assertThat(statement.path("Condition").has("StringNotEquals")).isFalse();
    }

    @Test
    void no_trust_policy_of_a_thousand_pools_has_a_wildcard_or_lacks_its_pool() {
        save(false, Amr.AUTHENTICATED);
        for (int i = 0; i < 1_000; i++) {
            PoolId id = new PoolId("eu-west-1", UUID.randomUUID());
            FakePools other = new FakePools(TestData.REALM);
            other.add(TestData.pool(id, TestData.settings().build()));
            other.add(pools.role("user").orElseThrow());
            String policy = new IssuerAdministration(other, other).trustPolicy("user", "main", List.of());

            assertThat(policy).contains(":aud\":\"" + id + "\"", ":amr\":\"authenticated\"", ":sub\":\"\"");
            assertThat(policy).doesNotContain("*", "?");
        }
    }

    @Test
    void a_trust_policy_for_nobody_is_refused() {
        save(false, Amr.AUTHENTICATED);
        pools.add(TestData.role("local", Amr.AUTHENTICATED));

        for (String identity : new String[] {"*", "eu-west-1:*", "", ID + "*"}) {
            assertRefused(
                    Reason.INVALID_PARAMETER, () -> administration.trustPolicy("user", "main", List.of(identity)));
        }
        assertRefused(Reason.INVALID_PARAMETER, () -> administration.trustPolicy("user", "*", List.of()));
        assertRefused(Reason.INVALID_PARAMETER, () -> administration.trustPolicy("local", "main", List.of()));
        assertRefused(Reason.RESOURCE_NOT_FOUND, () -> administration.trustPolicy("nobody", "main", List.of()));
        pools.deletePool(POOL_ID);
        assertRefused(Reason.POOL_NOT_FOUND, () -> administration.trustPolicy("user", "main", List.of()));
        administration.saveRole(new RoleSettings(
                "user",
                true,
                ALLOW_ALL,
                null,
                Set.of(),
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(1),
                true,
                new RemoteRole("ceph", "arn:aws:iam::123456789012:role/r", false),
                StsTrust.NONE));
        assertRefused(Reason.INVALID_PARAMETER, () -> administration.trustPolicy("user", null, List.of()));
    }

    private void save(boolean sendTags, Amr... amr) {
        administration.save(RemoteRoleTest.issuer(true));
        administration.saveRole(role("ceph", sendTags, amr));
    }

    private static JsonNode statement(String policy) throws Exception {
        return new JsonMapper().readTree(policy).path("Statement").path(0);
    }

    private static RoleSettings role(String issuer, boolean sendTags, Amr... amr) {
        return new RoleSettings(
                "user",
                true,
                ALLOW_ALL,
                null,
                Set.of("main"),
                Set.of(amr),
                Duration.ofHours(1),
                true,
                new RemoteRole(issuer, "arn:aws:iam::123456789012:role/r", sendTags),
                StsTrust.NONE);
    }
}
