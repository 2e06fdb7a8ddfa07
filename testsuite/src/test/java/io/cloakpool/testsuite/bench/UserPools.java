package io.cloakpool.testsuite.bench;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.cloakpool.distribution.FreePort;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the flows of user pools cost beside Keycloak's own, and whether their time tells who has an account. */
final class UserPools {
    private static final String PASSWORD = "user-pool-password";
    private static final String REFRESH = "user-pool-refresh";
    private static final String BROWSER = "user-pool-browser-sign-in";
    private static final String ENUMERATION = "enumeration-";

    /** Sign-ins whose median is one measurement. */
    private static final int BLOCK = 200;

    private static final int WARM_UP_BLOCKS = 3;
    /** Of each kind, in each of the rounds. */
    private static final int SAMPLES = 200;

    private static final int ROUNDS = 3;
    private static final int USERS = ROUNDS * SAMPLES;
    private static final Expectation TOKENS = Expectation.ok("\"access_token\":");
    /** Below the limits of codes for one source, which is this machine. */
    private static final int SAMPLES_BEFORE_BUDGETS_ARE_CLEARED = 120;

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

    /** Somebody, on the page that is measured, and what they send there. */
    private record Step(WebPages browser, URI form, Map<String, String> fields) {}

    /** One question that must not tell whether there is such a user. */
    private record Question(String name, IntFunction<String> members, IntFunction<String> strangers, Asking asking) {}

    /** Goes to the page that is measured. */
    private interface Asking {
        Step of(String name);
    }

    void run(LoadGenerator generator) throws IOException, InterruptedException {
        List<Question> questions = questions();
        boolean wanted = List.of(PASSWORD, REFRESH, BROWSER).stream().anyMatch(options::wants)
                || questions.stream().anyMatch(question -> options.wants(question.name()));
        if (!wanted) {
            return;
        }
        int port = FreePort.pick();
        GreenMail mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            progress.accept("Making realms of user pools");
            realms.create(port, USERS);
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
            for (Question question : questions) {
                if (options.wants(question.name())) {
                    progress.accept("Measuring " + question.name());
                    results.accept(enumeration(question));
                }
            }
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
        Requests requests = Requests.inTurns(IntStream.range(0, USERS)
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
        String user = PoolRealms.user(random.nextInt(SAMPLES));
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

    private List<Question> questions() {
        IntFunction<String> names = PoolRealms::user;
        IntFunction<String> addresses = number -> PoolRealms.user(number) + "@example.com";
        return List.of(
                new Question(
                        ENUMERATION + "password",
                        names,
                        number -> "nobody-" + number,
                        name -> step(PoolRealms.POOL, "", Map.of("username", name), Map.of("password", "wrong"))),
                new Question(
                        ENUMERATION + "email-code",
                        names,
                        number -> "nobody-" + number,
                        name -> step(PoolRealms.PASSWORDLESS, "", Map.of(), Map.of("username", name))),
                new Question(
                        ENUMERATION + "recovery",
                        addresses,
                        number -> "nobody-" + number + "@example.com",
                        this::recovery),
                new Question(
                        ENUMERATION + "sign-up",
                        addresses,
                        number -> "nobody-" + number + "@example.com",
                        name -> step(PoolRealms.POOL, "&prompt=create", Map.of(), Map.of("address", name))));
    }

    private Step step(String realm, String more, Map<String, String> before, Map<String, String> measured) {
        WebPages browser = new WebPages();
        Page page = browser.open(realms.authorization(realm, more));
        if (!before.isEmpty()) {
            page = browser.send(page, before);
        }
        return new Step(browser, page.form(), measured);
    }

    private Step recovery(String name) {
        WebPages browser = new WebPages();
        browser.open(realms.authorization(PoolRealms.POOL, ""));
        Page page = browser.open(server.at(
                "/realms/" + PoolRealms.POOL + "/login-actions/reset-credentials?client_id=" + BenchRealm.CLIENT));
        return new Step(browser, page.form(), Map.of("username", name));
    }

    /** Best of some rounds: what is there shows in all of them, what was noise does not. */
    private Result enumeration(Question question) throws IOException, InterruptedException {
        List<Double> distances = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            distances.add(Math.abs(round(question, round * SAMPLES) - 0.5));
        }
        return Result.exact(
                question.name(),
                distances.stream().min(Comparator.naturalOrder()).orElseThrow(),
                "of-auc",
                Goal.atMost(0.05),
                String.format(
                        Locale.ROOT,
                        "%d of each kind in each of %d rounds; distances from one half %s",
                        SAMPLES,
                        ROUNDS,
                        distances.stream()
                                .map(distance -> String.format(Locale.ROOT, "%.3f", distance))
                                .toList()));
    }

    private double round(Question question, int from) throws IOException, InterruptedException {
        List<Double> members = new ArrayList<>();
        List<Double> strangers = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            if (i % SAMPLES_BEFORE_BUDGETS_ARE_CLEARED == 0) {
                installations.postgres().execute(installations.with().databaseUrl(), "delete from cloakpool_budget");
            }
            // Which of the two is first changes by chance: else one would find the other's caches warm.
            boolean memberFirst = random.nextBoolean();
            for (boolean member : new boolean[] {memberFirst, !memberFirst}) {
                String name = (member ? question.members() : question.strangers()).apply(from + i);
                (member ? members : strangers).add(time(question.asking().of(name)));
            }
        }
        return Separation.auc(members, strangers);
    }

    private static double time(Step step) {
        long start = System.nanoTime();
        Page page = step.browser().send(step.form(), step.fields());
        double millis = (System.nanoTime() - start) / 1e6;
        if (page.status() != 200) {
            throw new BenchException("answered " + page.status() + " " + page.html());
        }
        return millis;
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? Double.NaN : Spread.of(values).median();
    }
}
