package io.cloakpool.authenticators.federation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of users who come by another provider: {@code {provider}_{subject}}, as in Amazon Cognito. Nobody else is given one at sign-up. */
public final class FederatedName {
    private static final int HASH_BYTES = 16;
    /** What Keycloak lets into a name. It folds case, which subjects do not. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_.@+-]{1,128}");

    private FederatedName() {}

    /** The name, the same on each call. A subject that does not fit into a name is hashed. */
    public static String of(String provider, String subject) {
        String last = PLAIN.matcher(subject).matches() ? subject : hash(subject);
        return provider.toLowerCase(Locale.ROOT) + "_" + last;
    }

    private static String hash(String subject) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
