package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The payload of a token, read strictly: a claim of the wrong JSON type makes the token worthless. */
final class IdTokenClaims {
    static final String NOT_AN_ID_TOKEN = "Invalid login token. Not a valid OpenId Connect identity token.";

    static final String OTHER_ISSUER = "Invalid login token. Issuer doesn't match providerName";
    static final String OTHER_AUDIENCE = "Invalid login token. Incorrect token audience.";

    private final Map<String, Object> claims;

    IdTokenClaims(Map<String, Object> claims) {
        this.claims = claims;
    }

    boolean has(String name) {
        return claims.get(name) != null;
    }

    /** A claim that must be there, as text that is not empty. */
    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        Object value = claims.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isEmpty()) {
            return Optional.of(text);
        }
        throw invalid(NOT_AN_ID_TOKEN);
    }

    Instant time(String name) {
        return optionalTime(name).orElseThrow(() -> missing(name));
    }

    Optional<Instant> optionalTime(String name) {
        Object value = claims.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number
                && number.longValue() >= 0
                && number.longValue() <= LoginLimits.LATEST_TIME.getEpochSecond()) {
            return Optional.of(Instant.ofEpochSecond(number.longValue()));
        }
        throw invalid(NOT_AN_ID_TOKEN);
    }

    /** {@code aud}: one text or several. */
    Set<String> audiences() {
        Object value = claims.get("aud");
        if (value == null) {
            throw missing("aud");
        }
        Set<String> audiences = new LinkedHashSet<>();
        for (Object one : value instanceof List<?> several ? several : List.of(value)) {
            if (!(one instanceof String text)) {
                throw invalid(NOT_AN_ID_TOKEN);
            }
            audiences.add(text);
        }
        return audiences;
    }

    /** All claims that have a value; JSON's {@code null} is none. */
    Map<String, Object> present() {
        Map<String, Object> present = new HashMap<>(claims);
        present.values().removeIf(value -> value == null);
        return present;
    }

    static Refused invalid(String message) {
        return new Refused(Reason.LOGIN_INVALID, message);
    }

    private static Refused missing(String claim) {
        return invalid("Invalid login token. Missing a required claim: " + claim);
    }
}
