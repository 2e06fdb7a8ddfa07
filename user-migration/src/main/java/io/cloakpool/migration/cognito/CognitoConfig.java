package io.cloakpool.migration.cognito;

import io.cloakpool.migration.aws.Partition;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of a user pool.
 *
 * @param clientSecret of an app client that has one, or where it is in the vault; null for one that has none
 * @param accessKey null where the credentials are the server's
 */
public record CognitoConfig(
        String userPoolId,
        String clientId,
        @Nullable String clientSecret,
        Flow flow,
        URI endpoint,
        @Nullable AccessKey accessKey,
        SecondFactor secondFactor) {
    public static final String USER_POOL_ID = "userPoolId";
    public static final String CLIENT_ID = "clientId";
    public static final String CLIENT_SECRET = "clientSecret";
    public static final String FLOW = "flow";
    public static final String ENDPOINT = "endpoint";
    public static final String CREDENTIALS = "credentials";
    public static final String ACCESS_KEY_ID = "accessKeyId";
    public static final String SECRET_ACCESS_KEY = "secretAccessKey";
    public static final String SECOND_FACTOR = "secondFactor";

    private static final int SHORTEST_SECRET = 16;
    private static final Pattern POOL = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}_[0-9A-Za-z]{1,40}");
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9_+]{1,128}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{16,128}");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]{1,260}");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** How passwords are sent. */
    public enum Flow {
        /** As an app does: {@code InitiateAuth}. */
        USER_PASSWORD_AUTH,
        /** As a back end does, signed: {@code AdminInitiateAuth}. */
        ADMIN_USER_PASSWORD_AUTH
    }

    /** Whose credentials of AWS look-ups are signed with. */
    public enum Credentials {
        /** Those of the component. */
        STATIC,
        /** Those of the server, where whoever runs it allows that. */
        SERVER
    }

    /** What becomes of users whom Cognito asks for a second factor, which does not come along. */
    public enum SecondFactor {
        /** They stay there. */
        REFUSE,
        /** They are taken over, and have to enrol a new one before anything else. */
        ENROL
    }

    /** A lasting access key. */
    public record AccessKey(String id, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "AccessKey[" + id + "]";
        }
    }

    /** Reads the options. */
    public static CognitoConfig from(SourceOptions options) throws UnusableOptionException {
        String pool = options.needed(USER_POOL_ID, POOL, "is an id such as eu-west-1_Ab1Cd2Ef3");
        return new CognitoConfig(
                pool,
                options.needed(CLIENT_ID, CLIENT, "is up to 128 letters and digits"),
                options.secret(CLIENT_SECRET, SHORTEST_SECRET).orElse(null),
                options.choice(FLOW, Flow.USER_PASSWORD_AUTH),
                endpoint(options, region(pool)),
                accessKey(options),
                options.choice(SECOND_FACTOR, SecondFactor.REFUSE));
    }

    /** Where a region's pools are asked. */
    static URI standardEndpoint(String region) {
        return URI.create("https://cognito-idp." + region + "." + Partition.dnsSuffix(region));
    }

    private static URI endpoint(SourceOptions options, String region) throws UnusableOptionException {
        String message = "is https://host, or http for this host";
        Optional<String> text = options.text(ENDPOINT, ORIGIN, message);
        if (text.isEmpty()) {
            return standardEndpoint(region);
        }
        try {
            URI uri = URI.create(text.get());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || LOOPBACK.contains(uri.getHost()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new UnusableOptionException(ENDPOINT, message);
        }
        throw new UnusableOptionException(ENDPOINT, message);
    }

    /** Whether requests go to AWS itself. */
    public boolean isOfTheRegion() {
        return endpoint.equals(standardEndpoint(region()));
    }

    private static @Nullable AccessKey accessKey(SourceOptions options) throws UnusableOptionException {
        if (options.choice(CREDENTIALS, Credentials.STATIC) == Credentials.SERVER) {
            return null;
        }
        String why =
                "is needed: without it nobody can be looked up, and an unknown name is the same as a wrong password";
        return new AccessKey(
                options.needed(ACCESS_KEY_ID, KEY, why),
                options.secret(SECRET_ACCESS_KEY, SHORTEST_SECRET)
                        .orElseThrow(() -> new UnusableOptionException(SECRET_ACCESS_KEY, why)));
    }

    /** The same with the secrets themselves. */
    public CognitoConfig with(@Nullable String revealedClientSecret, @Nullable AccessKey revealedKey) {
        return new CognitoConfig(userPoolId, clientId, revealedClientSecret, flow, endpoint, revealedKey, secondFactor);
    }

    /** The region, which is part of the pool's id. */
    public String region() {
        return region(userPoolId);
    }

    private static String region(String pool) {
        return pool.substring(0, pool.indexOf('_'));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "CognitoConfig[" + userPoolId + ", " + clientId + "]";
    }
}
