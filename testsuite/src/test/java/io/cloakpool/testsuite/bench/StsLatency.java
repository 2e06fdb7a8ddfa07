package io.cloakpool.testsuite.bench;

import io.cloakpool.testsuite.ceph.Ceph;
import io.cloakpool.testsuite.ceph.Iam;
import io.cloakpool.testsuite.demo.Http;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/**
 * What it costs to have a pool ask a security token service, held to asking the same service, a Ceph gateway, directly with a token
 * that is ready. One call at a time, in blocks that alternate; of each block the median counts.
 */
final class StsLatency {
    static final String NAME = "sts-issuer-median";

    private static final int BLOCK = 40;
    /** Half a minute, as for the other figures. */
    private static final int WARM_UP_BLOCKS = 15;

    private static final String ROLE = "Bench";
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

    private final BenchServer server;
    private final Probe probe;
    private final Ceph ceph;
    private final String pool;
    private final String identity;

    private StsLatency(BenchServer server, Probe probe, Ceph ceph) {
        this.server = server;
        this.probe = probe;
        this.ceph = ceph;
        this.pool = probe.poolId(BenchRealm.REMOTE_POOL);
        this.identity = probe.identity(pool);
    }

    /** The figure; empty where Ceph is not installed. */
    static Optional<Result> measure(BenchServer server, Probe probe, Plan plan) {
        try (Ceph ceph = Ceph.running()) {
            StsLatency latency = new StsLatency(server, probe, ceph);
            latency.introduce();
            return Optional.of(latency.run(plan.pairs()));
        } catch (TestAbortedException notInstalled) {
            return Optional.empty();
        }
    }

    /** Pool and service get to know each other. */
    private void introduce() {
        probe.calls()
                .put(
                        admin("/issuers/ceph"),
                        probe.adminToken(),
                        Map.of("endpoint", ceph.endpoint().toString(), "colonsAsWildcards", true));
        probe.calls()
                .put(
                        admin("/roles/" + BenchRealm.REMOTE_ROLE),
                        probe.adminToken(),
                        Map.of(
                                "policy",
                                BenchRealm.POLICY,
                                "trustedPools",
                                List.of(BenchRealm.REMOTE_POOL),
                                "issuer",
                                "ceph",
                                "remoteRoleArn",
                                Iam.arn(ROLE)));
        String trust = probe.calls()
                .get(
                        admin("/roles/" + BenchRealm.REMOTE_ROLE + "/trust-policy?pool=" + BenchRealm.REMOTE_POOL),
                        probe.adminToken())
                .toString();
        Iam iam = new Iam(ceph);
        iam.trust(server.realm("/cognito-identity").toString(), pool, "0".repeat(40));
        iam.role(ROLE, trust, EVERYTHING);
    }

    private Result run(int pairs) {
        Pairs millis = new Pairs();
        for (int i = 0; i < WARM_UP_BLOCKS; i++) {
            block(this::exchange);
        }
        for (int pair = 0; pair <= pairs; pair++) {
            String token = openIdToken();
            millis.reference(block(() -> ask(token)));
            if (pair < pairs) {
                millis.measured(block(this::exchange));
            }
        }
        List<Double> figures = millis.values((ours, direct) -> ours / direct);
        return Result.of(
                NAME,
                figures,
                "x-direct-call",
                Goal.atMost(1.15),
                String.format(
                        Locale.ROOT,
                        "%d of %d pairs; by the pool %.1f ms, directly %.1f ms",
                        figures.size(),
                        millis.size(),
                        median(millis.values((ours, direct) -> ours)),
                        median(millis.values((ours, direct) -> direct))));
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? Double.NaN : Spread.of(values).median();
    }

    /** The median of a block, in milliseconds. */
    private static double block(Supplier<Http.Answer> call) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < BLOCK; i++) {
            long start = System.nanoTime();
            Http.Answer answer = call.get();
            millis.add((System.nanoTime() - start) / 1e6);
            if (answer.status() != 200) {
                throw new BenchException("answered " + answer.status() + " " + answer.body());
            }
        }
        return median(millis);
    }

    private Http.Answer exchange() {
        return Http.cognitoAt(
                server.realm("/cognito-identity"),
                "GetCredentialsForIdentity",
                Map.of(
                        "IdentityId",
                        identity,
                        "Logins",
                        Map.of(BenchRealm.LOGIN, probe.tokens().id())));
    }

    private String openIdToken() {
        return probe.calls()
                .identityPool(
                        server,
                        "GetOpenIdToken",
                        Map.of(
                                "IdentityId",
                                identity,
                                "Logins",
                                Map.of(BenchRealm.LOGIN, probe.tokens().id())))
                .path("Token")
                .asText();
    }

    /** With the policy that the pool would send. */
    private Http.Answer ask(String token) {
        return Http.form(
                ceph.endpoint().resolve("/"),
                Map.of(
                        "Action",
                        "AssumeRoleWithWebIdentity",
                        "Version",
                        "2011-06-15",
                        "RoleArn",
                        Iam.arn(ROLE),
                        "RoleSessionName",
                        "bench",
                        "DurationSeconds",
                        "3600",
                        "Policy",
                        BenchRealm.POLICY.replace("${cognito-identity.amazonaws.com:sub}", identity.replace(':', '?')),
                        "WebIdentityToken",
                        token));
    }

    private URI admin(String path) {
        return server.at("/admin/realms/" + BenchRealm.NAME + "/identity-pools" + path);
    }
}
