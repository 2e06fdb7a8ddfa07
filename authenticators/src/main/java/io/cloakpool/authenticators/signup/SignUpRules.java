package io.cloakpool.authenticators.signup;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * By what people may sign up in a realm, and where.
 *
 * @param kinds at least one
 * @param domains of e-mail addresses, {@code example.com} or with all below {@code *.example.com}; none stands for all
 * @param clients ids of those at which people may; none stands for all
 */
public record SignUpRules(Set<SignUpAddress.Kind> kinds, Set<String> domains, Set<String> clients) {
    /** Name of the setting for {@link #kinds}: {@code email}, {@code phone}, or both with a comma. */
    public static final String WITH = "cloakpool.signUp.with";
    /** Name of the setting for {@link #domains}, separated by commas. */
    public static final String DOMAINS = "cloakpool.signUp.domains";
    /** Name of the setting for {@link #clients}, separated by commas. */
    public static final String CLIENTS = "cloakpool.signUp.clients";

    private static final String BELOW = "*.";

    /** Copies. */
    public SignUpRules {
        kinds = Set.copyOf(kinds);
        domains = Set.copyOf(domains);
        clients = Set.copyOf(clients);
    }

    /**
     * Reads the settings of a realm.
     *
     * @param values the value of a name, if it has one
     * @throws IllegalArgumentException for a value that is none; the message names it
     */
    public static SignUpRules read(Function<String, @Nullable String> values) {
        return new SignUpRules(
                kinds(values.apply(WITH)), domains(values.apply(DOMAINS)), Set.copyOf(items(values.apply(CLIENTS))));
    }

    private static Set<SignUpAddress.Kind> kinds(@Nullable String text) {
        Set<SignUpAddress.Kind> kinds = EnumSet.noneOf(SignUpAddress.Kind.class);
        for (String name : items(text)) {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "email" -> kinds.add(SignUpAddress.Kind.EMAIL);
                case "phone" -> kinds.add(SignUpAddress.Kind.PHONE);
                default -> throw new IllegalArgumentException(WITH + " is neither email nor phone");
            }
        }
        return kinds.isEmpty() ? Set.of(SignUpAddress.Kind.EMAIL) : kinds;
    }

    private static Set<String> domains(@Nullable String text) {
        Set<String> domains = new LinkedHashSet<>();
        for (String name : items(text)) {
            String item = name.toLowerCase(Locale.ROOT);
            String below = item.startsWith(BELOW) ? BELOW : "";
            domains.add(below
                    + SignUpAddress.domain(item.substring(below.length()))
                            .orElseThrow(() -> new IllegalArgumentException(DOMAINS + " has what is no domain")));
        }
        return domains;
    }

    private static List<String> items(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    /** Whether an address may open an account. */
    public boolean allow(SignUpAddress address) {
        return kinds.contains(address.kind()) && allowDomain(address);
    }

    /** Whether accounts may be opened on the way to a client. */
    public boolean allowClient(String id) {
        return clients.isEmpty() || clients.contains(id);
    }

    /** Whether an account may have an address, whatever it was opened with. */
    public boolean allowDomain(SignUpAddress address) {
        return address.kind() == SignUpAddress.Kind.PHONE
                || domains.isEmpty()
                || domains.stream().anyMatch(domain -> isIn(address.domain(), domain));
    }

    private static boolean isIn(String domain, String rule) {
        return rule.startsWith(BELOW) ? domain.endsWith(rule.substring(BELOW.length() - 1)) : domain.equals(rule);
    }
}
