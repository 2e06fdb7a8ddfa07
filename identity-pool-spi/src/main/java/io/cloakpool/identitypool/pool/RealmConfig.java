package io.cloakpool.identitypool.pool;

import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The realm attributes of the pack. Nothing is written on a read: what is absent has a default or is derived. */
public final class RealmConfig {
    public static final String REGION = "cloakpool.region";
    public static final String ACCOUNT_ID = "cloakpool.accountId";
    public static final String USER_POOL_ID = "cloakpool.userPoolId";

    /** All of them. */
    public static final List<String> KEYS = List.of(REGION, ACCOUNT_ID, USER_POOL_ID);

    static final String DEFAULT_REGION = "us-east-1";
    static final String DEFAULT_ACCOUNT_ID = "000000000000";

    static final Pattern REGION_FORM = Pattern.compile("[a-z]{2}-(gov-)?[a-z]+-\\d");
    private static final Pattern ACCOUNT_ID_FORM = Pattern.compile("\\d{12}");
    private static final Pattern SUFFIX_FORM = Pattern.compile("[0-9a-zA-Z]+");
    /** Cognito's limit for a user pool id. */
    private static final int MAX_USER_POOL_ID = 55;

    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int SUFFIX_LENGTH = 9;

    private RealmConfig() {}

    /** Realm attributes: a key's value, null when absent. */
    @FunctionalInterface
    public interface Attributes {
        @Nullable
        String get(String key);
    }

    /** The realm's region; empty when the attribute has not its form. */
    public static Optional<String> region(Attributes attributes) {
        return Optional.of(value(attributes, REGION).orElse(DEFAULT_REGION))
                .filter(region -> REGION_FORM.matcher(region).matches());
    }

    /**
     * Reads the realm.
     *
     * @throws IllegalArgumentException naming the realm and the attribute
     */
    public static PoolRealm realm(
            String id, String name, Attributes attributes, URI issuer, boolean hostnameConfigured) {
        String region = value(attributes, REGION).orElse(DEFAULT_REGION);
        if (!REGION_FORM.matcher(region).matches()) {
            throw bad(name, REGION, "must have the form us-east-1");
        }
        String accountId = value(attributes, ACCOUNT_ID).orElse(DEFAULT_ACCOUNT_ID);
        if (!ACCOUNT_ID_FORM.matcher(accountId).matches()) {
            throw bad(name, ACCOUNT_ID, "must be 12 digits");
        }
        String userPoolId = value(attributes, USER_POOL_ID).orElseGet(() -> region + "_" + suffix(id));
        if (!isUserPoolId(region, userPoolId)) {
            throw bad(
                    name,
                    USER_POOL_ID,
                    "must be " + region + "_ and then letters and digits, " + MAX_USER_POOL_ID + " in all");
        }
        return new PoolRealm(id, name, region, accountId, userPoolId, issuer, hostnameConfigured);
    }

    private static boolean isUserPoolId(String region, String text) {
        String prefix = region + "_";
        return text.length() <= MAX_USER_POOL_ID
                && text.startsWith(prefix)
                && SUFFIX_FORM.matcher(text.substring(prefix.length())).matches();
    }

    private static Optional<String> value(Attributes attributes, String key) {
        return Optional.ofNullable(attributes.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String suffix(String realmId) {
        BigInteger number = new BigInteger(1, Sha256.of(realmId));
        BigInteger base = BigInteger.valueOf(ALPHABET.length());
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            BigInteger[] parts = number.divideAndRemainder(base);
            suffix.append(ALPHABET.charAt(parts[1].intValue()));
            number = parts[0];
        }
        return suffix.toString();
    }

    private static IllegalArgumentException bad(String realm, String key, String problem) {
        return new IllegalArgumentException("realm \"" + realm + "\": " + key + " " + problem);
    }
}
