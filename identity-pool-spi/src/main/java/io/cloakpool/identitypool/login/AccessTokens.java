package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.spi.Refused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What holds for access tokens of all providers. */
final class AccessTokens {
    /** Visible characters (RFC 6749, appendix A.12, without the space that no provider uses). */
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1," + LoginLimits.MAX_ACCESS_TOKEN_LENGTH + "}");

    private AccessTokens() {}

    /**
     * A token as the value of a query parameter.
     *
     * @throws Refused {@code LOGIN_INVALID} for what cannot be one: nobody is asked about it
     */
    static String queryValue(String token) {
        if (!FORM.matcher(token).matches()) {
            throw IdTokenClaims.invalid("Invalid login token. Not a valid access token.");
        }
        return URLEncoder.encode(token, StandardCharsets.US_ASCII);
    }

    /** @throws Refused {@code LOGIN_INVALID} unless the token was made for one of these clients */
    static void requireClient(Set<String> clientIds, @Nullable String client) {
        if (client == null || !clientIds.contains(client)) {
            throw otherClient();
        }
    }

    static Refused otherClient() {
        return IdTokenClaims.invalid(IdTokenClaims.OTHER_AUDIENCE);
    }
}
