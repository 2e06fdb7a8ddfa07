package io.cloakpool.identitypool.keycloak;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.jose.jws.JWSHeader;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;

/** Taking a compact JWS apart without judging it. */
final class CompactJws {
    /** The longest token that any door takes. */
    private static final int MAX_CHARACTERS = 50_000;

    /** Exactly three parts, none empty; Keycloak's parser also takes two, and forgives trailing dots. */
    private static final Pattern FORM = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private CompactJws() {}

    static Optional<JWSInput> parse(String token) {
        if (token.length() > MAX_CHARACTERS || !FORM.matcher(token).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new JWSInput(token)).filter(CompactJws::namesItsAlgorithm);
        } catch (JWSInputException e) {
            return Optional.empty();
        }
    }

    /** Keycloak's header fails with a null pointer where it has none. */
    private static boolean namesItsAlgorithm(JWSInput jws) {
        JWSHeader header = jws.getHeader();
        return header != null && header.getAlgorithm() != null;
    }

    /** The payload as an unmodifiable map without its null values; empty when it is no JSON object. */
    static Optional<Map<String, Object>> claims(JWSInput jws) {
        try {
            Map<String, Object> claims = jws.readJsonContent(new TypeReference<LinkedHashMap<String, Object>>() {});
            if (claims == null) {
                return Optional.empty();
            }
            claims.values().removeIf(Objects::isNull);
            return Optional.of(Collections.unmodifiableMap(claims));
        } catch (JWSInputException e) {
            return Optional.empty();
        }
    }
}
