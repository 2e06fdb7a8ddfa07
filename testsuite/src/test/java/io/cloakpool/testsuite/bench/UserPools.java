package io.cloakpool.testsuite.bench;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.cloakpool.distribution.FreePort;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What the flows of user pools cost beside Keycloak's own, and whether their time tells who has an account. */
final class UserPools {
    private static final String PASSWORD = "user-pool-password";
    private static final String REFRESH = "user-pool-refresh";
    private static final String BROWSER = "user-pool-browser-sign-in";

    /** Sign-ins whose median is one measurement. */
    private static final int BLOCK = 200;

    private static final int WARM_UP_BLOCKS = 3;
    /** How many users sign in by a browser, in no order. */
    private static final int BROWSER_USERS = 200;

    private static final Expectation TOKENS = Expectation.ok("\"access_token\":");

    private final Installations installations;
    private final BenchServer server;
    private final Probe probe;
    private final PoolRealms realms;
    private final BenchOptions options;
    private final Consumer<Result> results;
    private final Consumer<String> progress;
    private final Random random = new Random(7);

    UserPools(
            Installations installations,
            BenchServer server,
            Probe probe,
            BenchOptions options,
            Consumer<Result> results,
            Consumer<String> progress) {
        this.installations = installations;
        this.server = server;
        this.probe = probe;
        this.realms = new PoolRealms(server, probe);
        this.options = options;
        this.results = results;
        this.progress = progress;
    }

    void run(LoadGenerator generator) throws IOException, InterruptedException {
        int port = FreePort.pick();
        GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        Enumeration enumeration = new Enumeration(installations, server, realms, mail);
        boolean wanted = List.of(PASSWORD, REFRESH, BROWSER).stream().anyMatch(options::wants);
        if (!wanted && !enumeration.isWanted(options)) {
            return;
        }
        mail.start();
        try (TextSink texts = TextSink.start()) {
            progress.accept("Making realms of user pools");
            realms.create(port, texts.port(), Enumeration.MEMBERS);
            for (Comparison comparison : rates()) {
                if (options.wants(comparison.name())) {
                    progress.accept("Measuring " + comparison.name());
                    results.accept(comparison.run(generator, options.plan(), options.measure()));
                }
            }
            if (options.wants(BROWSER)) {
                progress.accept("Measuring " + BROWSER);
                results.accept(browser());
            }
            enumeration.run(options, results, progress);
        } finally {
            mail.stop();
        }
    }

    private List<Comparison> rates() {
        return List.of(
                new Comparison(
                        PASSWORD,
                        signIns(PoolRealms.POOL),
                        signIns(PoolRealms.PLAIN),
                        "x-keycloak",
                        Goal.atLeast(0.95)),
                new Comparison(
                        REFRESH,
                        refresh(PoolRealms.POOL),
                        refresh(PoolRealms.PLAIN),
                        "x-keycloak",
                        Goal.atLeast(0.95)));
    }

    /** Of all users in turns: brute-force detection lets a user in by one request at a time. */
    private Load signIns(String realm) {
        Requests requests = Requests.inTurns(IntStream.range(0, Enumeration.MEMBERS)
                .mapToObj(number -> RawHttp.form(realms.tokenEndpoint(realm), Tokens.signIn(PoolRealms.user(number))))
                .toList());
        return new Load("password grant at " + realm, server, () -> requests, TOKENS);
    }

    private Load refresh(String realm) {
        return Load.of(
                "refresh grant at " + realm,
                server,
                RawHttp.form(realms.tokenEndpoint(realm), tokens(realm).renewal()),
                TOKENS);
    }

    private Tokens tokens(String realm) {
        return Tokens.of(probe.calls().form(realms.tokenEndpoint(realm), Tokens.signIn(PoolRealms.user(1))));
    }

    /** Name, then password, then back to the app: three requests on either side. */
    private Result browser() {
        for (int i = 0; i < WARM_UP_BLOCKS; i++) {
            block();
        }
        List<Block> blocks = IntStream.range(0, options.plan().pairs())
                .mapToObj(i -> block())
                .toList();
        return Result.of(
                BROWSER,
                blocks.stream().map(block -> block.plain() / block.pool()).toList(),
                "x-keycloak",
                Goal.atLeast(0.95),
                String.format(
                        Locale.ROOT,
                        "%d blocks of %d of each; of the pool %.1f ms, of Keycloak %.1f ms",
                        blocks.size(),
                        BLOCK,
                        median(blocks.stream().map(Block::pool).toList()),
                        median(blocks.stream().map(Block::plain).toList())));
    }

    /** Medians in milliseconds. */
    private record Block(double pool, double plain) {}

    /** One of each by turns: whatever else the machine does meanwhile, it does to both. */
    private Block block() {
        List<Double> pool = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int i = 0; i < BLOCK; i++) {
            plain.add(signIn(PoolRealms.PLAIN));
            pool.add(signIn(PoolRealms.POOL));
        }
        return new Block(median(pool), median(plain));
    }

    private double signIn(String realm) {
        WebPages browser = new WebPages();
        String user = PoolRealms.user(random.nextInt(BROWSER_USERS));
        long start = System.nanoTime();
        Page page = browser.open(realms.authorization(realm, ""));
        page = browser.send(page, Map.of("username", user));
        page = browser.send(page, Map.of("password", BenchRealm.PASSWORD));
        double millis = (System.nanoTime() - start) / 1e6;
        if (!page.address().toString().startsWith(PoolRealms.CALLBACK)) {
            throw new BenchException("Nobody was signed in: " + page.status() + " " + page.address());
        }
        return millis;
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? Double.NaN : Spread.of(values).median();
    }
}
