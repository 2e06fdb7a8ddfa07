package io.cloakpool.identitypool.login;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a JWT says of itself, nothing of it proven. Good for finding out who could prove it, and for nothing else.
 *
 * @param issuer its {@code iss}
 * @param audiences its {@code aud}
 * @param client its {@code azp}
 * @param subject its {@code sub}
 */
public record UnprovenToken(String issuer, Set<String> audiences, @Nullable String client, String subject) {
    private static final int PARTS = 3;
    private static final int MAX_DEPTH = 32;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    // Two readers could take two values of a claim that stands there twice.
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public UnprovenToken {
        audiences = Set.copyOf(audiences);
    }

    /** Empty for a text that is no JWT, or one without issuer, audience or a subject that could be stored. */
    public static Optional<UnprovenToken> read(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS || token.length() > LoginLimits.MAX_TOKEN_LENGTH) {
            return Optional.empty();
        }
        try {
            return of(JSON.readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<UnprovenToken> of(JsonNode claims) {
        String issuer = claims.path("iss").textValue();
        String subject = claims.path("sub").textValue();
        JsonNode audience = claims.path("aud");
        Set<String> audiences = new LinkedHashSet<>();
        (audience.isArray() ? audience : Set.of(audience)).forEach(one -> audiences.add(one.asText()));
        return issuer == null || subject == null || !Subjects.isGood(subject) || audiences.contains("")
                ? Optional.empty()
                : Optional.of(
                        new UnprovenToken(issuer, audiences, claims.path("azp").textValue(), subject));
    }
}
