package io.cloakpool.testsuite.bench;

import com.icegreen.greenmail.util.GreenMail;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the time of an answer tells who has an account. */
final class Enumeration {
    private static final String PREFIX = "enumeration-";
    /** Of each kind, in each of the rounds. */
    private static final int SAMPLES = 200;

    private static final int ROUNDS = 3;
    /** How many a realm needs: nobody is asked for twice by one question. */
    static final int MEMBERS = ROUNDS * SAMPLES;
    /** Below the limits of codes for one source, which is this machine. */
    private static final int SAMPLES_BEFORE_BUDGETS_ARE_CLEARED = 120;

    private static final String CODE_PAGE = "name=\"code\"";
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
    private static final String NEWCOMER = "newcomer@example.com";
    private static final int PATIENCE_MILLIS = 20_000;

    private final Installations installations;
    private final BenchServer server;
    private final PoolRealms realms;
    private final GreenMail mail;
    private final Random random = new Random(7);
    private @Nullable Step newcomer;

    /** @param mail where the mails of the realms arrive */
    Enumeration(Installations installations, BenchServer server, PoolRealms realms, GreenMail mail) {
        this.installations = installations;
        this.server = server;
        this.realms = realms;
        this.mail = mail;
    }

    /** Somebody, on the page that is measured, and what they send there. */
    private record Step(WebPages browser, URI form, Map<String, String> fields) {}

    /**
     * One question that must not tell whether there is such a user.
     *
     * @param answer stands on the page that comes back
     */
    private record Question(
            String name, IntFunction<String> members, IntFunction<String> strangers, Asking asking, String answer) {}

    /** Goes to the page that is measured. */
    private interface Asking {
        Step of(String name);
    }

    boolean isWanted(BenchOptions options) {
        return questions().stream().anyMatch(question -> options.wants(question.name()));
    }

    void run(BenchOptions options, Consumer<Result> results, Consumer<String> progress)
            throws IOException, InterruptedException {
        for (Question question : questions()) {
            if (options.wants(question.name())) {
                progress.accept("Measuring " + question.name());
                results.accept(measure(question));
            }
        }
    }

    private List<Question> questions() {
        IntFunction<String> names = PoolRealms::user;
        IntFunction<String> noNames = number -> "nobody-" + number;
        IntFunction<String> addresses = number -> PoolRealms.user(number) + "@example.com";
        IntFunction<String> noAddresses = number -> "nobody-" + number + "@example.com";
        return List.of(
                new Question(
                        PREFIX + "password",
                        names,
                        noNames,
                        name -> step(PoolRealms.POOL, "", Map.of("username", name), Map.of("password", "wrong")),
                        "Invalid username or password."),
                new Question(
                        PREFIX + "email-code",
                        names,
                        noNames,
                        name -> step(PoolRealms.PASSWORDLESS, "", Map.of(), Map.of("username", name)),
                        CODE_PAGE),
                new Question(
                        PREFIX + "wrong-code",
                        names,
                        noNames,
                        name -> step(PoolRealms.PASSWORDLESS, "", Map.of("username", name), Map.of("code", "000000")),
                        "This code is not right."),
                new Question(
                        PREFIX + "text-message",
                        PoolRealms::number,
                        number -> PoolRealms.number(MEMBERS + number),
                        name -> step(PoolRealms.BY_TEXT, "", Map.of(), Map.of("username", name)),
                        CODE_PAGE),
                new Question(PREFIX + "recovery", addresses, noAddresses, this::recovery, CODE_PAGE),
                new Question(
                        PREFIX + "sign-up",
                        addresses,
                        noAddresses,
                        name -> step(PoolRealms.POOL, "&prompt=create", Map.of(), Map.of("address", name)),
                        CODE_PAGE),
                new Question(
                        PREFIX + "sign-up-form",
                        addresses,
                        noAddresses,
                        this::signUpForm,
                        "This is not the address that you confirmed."));
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

    /** Of somebody who has proven an address of their own, and then fills in another one. */
    private Step signUpForm(String address) {
        if (newcomer == null) {
            newcomer = newcomer();
        }
        WebPages browser = newcomer.browser();
        Page page = browser.open(newcomer.form());
        return new Step(
                browser,
                page.form(),
                Map.of(
                        "username",
                        "newcomer",
                        "email",
                        address,
                        "firstName",
                        "First",
                        "lastName",
                        "Last",
                        "password",
                        BenchRealm.PASSWORD,
                        "password-confirm",
                        BenchRealm.PASSWORD));
    }

    private Step newcomer() {
        Step address = step(PoolRealms.POOL, "&prompt=create", Map.of(), Map.of("address", NEWCOMER));
        Page page = address.browser().send(address.form(), address.fields());
        page = address.browser().send(page, Map.of("code", mailedCode()));
        // Without its code the form's address shows the form.
        URI form = URI.create(page.form().toString().replaceFirst("session_code=[^&]*&", ""));
        return new Step(address.browser(), form, Map.of());
    }

    private String mailedCode() {
        for (int waited = 0; waited < PATIENCE_MILLIS; waited += 100) {
            MimeMessage[] mails = mail.getReceivedMessagesForDomain(NEWCOMER);
            if (mails.length > 0) {
                return code(mails[0]);
            }
            mail.waitForIncomingEmail(100, mail.getReceivedMessages().length + 1);
        }
        throw new BenchException("There is no mail for " + NEWCOMER);
    }

    private static String code(MimeMessage mail) {
        try {
            Matcher code = CODE.matcher(String.valueOf(
                    ((Multipart) mail.getContent()).getBodyPart(0).getContent()));
            if (code.find()) {
                return code.group();
            }
            throw new BenchException("The mail has no code");
        } catch (IOException | MessagingException e) {
            throw new BenchException("A mail cannot be read", e);
        }
    }

    /** Best of some rounds: what is there shows in all of them, what was noise does not. */
    private Result measure(Question question) throws IOException, InterruptedException {
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
                (member ? members : strangers).add(time(question.asking().of(name), question.answer()));
            }
        }
        return Separation.auc(members, strangers);
    }

    private static double time(Step step, String answer) {
        long start = System.nanoTime();
        Page page = step.browser().send(step.form(), step.fields());
        double millis = (System.nanoTime() - start) / 1e6;
        if (page.status() != 200 || !page.html().contains(answer)) {
            throw new BenchException(
                    "Expected 200 with " + answer + ", but the answer was " + page.status() + " " + page.html());
        }
        return millis;
    }
}
