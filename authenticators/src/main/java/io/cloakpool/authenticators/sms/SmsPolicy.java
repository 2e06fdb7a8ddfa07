package io.cloakpool.authenticators.sms;

import java.util.Optional;
import java.util.Set;

/**
 * Where text messages go, and how many. Who makes a server send messages to numbers of their own earns on each one ("SMS pumping"), so
 * nothing is sent anywhere until countries are listed.
 *
 * @param countries ISO 3166-1 alpha-2, in capitals. Empty: no messages at all
 * @param perRange how many in an hour go to one range of numbers, which is a number without its last four digits
 * @param perCountry how many in an hour go to one country
 * @param perRealm how many in a day the realm sends
 */
public record SmsPolicy(Set<String> countries, int perRange, int perCountry, int perRealm) {
    public static final int DEFAULT_PER_RANGE = 20;
    public static final int DEFAULT_PER_COUNTRY = 300;
    public static final int DEFAULT_PER_REALM = 2_000;

    /** Highest of all limits. */
    public static final int MAX_LIMIT = 10_000_000;

    /** @throws IllegalArgumentException for what is no country, and for a limit that is not 1 to {@link #MAX_LIMIT} */
    public SmsPolicy {
        countries = Set.copyOf(countries);
        Optional<String> unknown =
                countries.stream().filter(code -> !PhoneNumbers.isRegion(code)).findFirst();
        if (unknown.isPresent()) {
            throw new IllegalArgumentException(
                    "'" + unknown.get() + "' is no country; write ISO 3166 codes of two capitals");
        }
        for (int limit : new int[] {perRange, perCountry, perRealm}) {
            if (limit < 1 || limit > MAX_LIMIT) {
                throw new IllegalArgumentException("a limit is not 1 to " + MAX_LIMIT + ", but " + limit);
            }
        }
    }

    /** With the default limits. */
    public static SmsPolicy of(Set<String> countries) {
        return new SmsPolicy(countries, DEFAULT_PER_RANGE, DEFAULT_PER_COUNTRY, DEFAULT_PER_REALM);
    }
}
