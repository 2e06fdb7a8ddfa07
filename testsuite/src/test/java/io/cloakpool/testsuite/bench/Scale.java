package io.cloakpool.testsuite.bench;

import java.io.IOException;
import java.util.Random;

/** Look-ups of an identity by its login, in a database with few identities and in one with many. */
final class Scale {
    static final String NAME = "look-up-among-a-million";

    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;

    private Scale() {}

    /** The comparison of two servers, which it fills. */
    static Comparison of(Installations installations, BenchServer few, BenchServer many)
            throws IOException, InterruptedException {
        Load measured = lookUps("look-up among " + MANY, installations.postgres(), installations.full(), many, MANY);
        Load reference = lookUps("look-up among " + FEW, installations.postgres(), installations.with(), few, FEW);
        return new Comparison(NAME, measured, reference, "x-among-ten-thousand", Goal.atLeast(1 / 1.2));
    }

    private static Load lookUps(
            String name, Postgres postgres, BenchServer.Setup setup, BenchServer server, int identities)
            throws IOException, InterruptedException {
        Probe probe = new Probe(server, setup.adminPassword());
        String pool = probe.poolId(BenchRealm.MAPPED_POOL);
        new Population(probe.realmId(), pool).fill(postgres, setup.databaseUrl(), identities);
        String access = probe.signIn(BenchRealm.AUDITOR).access();
        Random random = new Random(identities);
        return new Load(
                name,
                server,
                () -> () -> RawHttp.get(
                        server.at("/admin/realms/" + BenchRealm.NAME + "/identity-pools/identities?pool=" + pool
                                + "&subject=" + Population.subject(random.nextInt(identities))),
                        new RawHttp.Header("Authorization", "Bearer " + access)),
                Expectation.ok("\"identities\":[{"));
    }
}
