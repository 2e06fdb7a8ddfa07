package io.cloakpool.authenticators.federation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom a realm takes from a provider. A provider with many tenants lets each of them say what they like of their users, so that its
 * signature alone says little.
 *
 * @param domains of e-mail addresses, in lower case, subdomains not among them; none: all
 * @param expected claims, each with the values of which it needs one
 */
public record ClaimsRule(Set<String> domains, Map<String, Set<String>> expected) {
    /** Key of the domains in the configuration. */
    public static final String DOMAINS = "email.domains";
    /** Key of the claims in the configuration. */
    public static final String CLAIMS = "claims";

    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    /** One at sign, and nothing that two programs may read in two ways. */
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s\\p{Cntrl}<>()\\[\\],;:\"\\\\]+@([a-z0-9.-]+)");

    /** Why somebody is not taken. */
    public enum Refusal {
        /** An address is not in its one form: it looks like another one. */
        ADDRESS_SPELLING,
        /** The rule has domains, and there is no address. */
        NO_ADDRESS,
        /** The rule has domains, and the provider does not vouch for an address. */
        ADDRESS_NOT_VERIFIED,
        /** An address is of no domain of the rule. */
        DOMAIN,
        /** A claim is missing or has none of its values. */
        CLAIM
    }

    public ClaimsRule {
        domains = Set.copyOf(domains);
        expected = Map.copyOf(expected);
    }

    /**
     * Reads a rule.
     *
     * @param domains with commas or white space between them
     * @param claims values by claim; several are alternatives
     * @throws IllegalArgumentException naming the key, for what could be read in no way or would never match
     */
    public static ClaimsRule parse(@Nullable String domains, Map<String, List<String>> claims) {
        Set<String> names = Arrays.stream(String.valueOf(domains == null ? "" : domains)
                        .toLowerCase(Locale.ROOT)
                        .split("[\\s,]+", -1))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        for (String name : names) {
            if (!DOMAIN.matcher(name).matches()) {
                throw new IllegalArgumentException(DOMAINS + " must be names of domains, but has '" + name + "'");
            }
        }
        Map<String, Set<String>> expected = new LinkedHashMap<>();
        claims.forEach((claim, values) -> {
            if (claim.isBlank() || values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(CLAIMS + " must have a name and a value each");
            }
            expected.put(claim.strip(), Set.copyOf(values));
        });
        return new ClaimsRule(names, expected);
    }

    /** Why the rule does not take somebody; nothing for those it takes. */
    public Optional<Refusal> judge(Claims claims) {
        if (!claims.arePlain()) {
            return Optional.of(Refusal.ADDRESS_SPELLING);
        }
        if (!domains.isEmpty()) {
            Set<String> addresses = claims.addresses();
            if (addresses.isEmpty()) {
                return Optional.of(Refusal.NO_ADDRESS);
            }
            if (!claims.verifiedAddresses().containsAll(addresses)) {
                return Optional.of(Refusal.ADDRESS_NOT_VERIFIED);
            }
            if (!addresses.stream().allMatch(this::isAllowed)) {
                return Optional.of(Refusal.DOMAIN);
            }
        }
        boolean all = expected.entrySet().stream().allMatch(claim -> claims.has(claim.getKey(), claim.getValue()));
        return all ? Optional.empty() : Optional.of(Refusal.CLAIM);
    }

    private boolean isAllowed(String address) {
        var parts = ADDRESS.matcher(address);
        return parts.matches() && domains.contains(parts.group(1));
    }
}
