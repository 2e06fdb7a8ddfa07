package io.cloakpool.migration.cognito;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A user as a row of the bulk import. */
final class ExportRow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENROLMENT = "CONFIGURE_TOTP";

    private ExportRow() {}

    /** What the import makes of the status of a user; nothing for those who stay behind. */
    static Optional<String> status(String cognito) {
        return switch (cognito) {
            case "CONFIRMED", "EXTERNAL_PROVIDER" -> Optional.of("CONFIRMED");
            case "FORCE_CHANGE_PASSWORD" -> Optional.of("FORCE_CHANGE_PASSWORD");
            case "RESET_REQUIRED", "COMPROMISED" -> Optional.of("RESET_REQUIRED");
            default -> Optional.empty();
        };
    }

    /**
     * The row; nothing where the name cannot be one here.
     *
     * @param secondFactor whether the user has one, which Cognito does not give out: another has to be set up, so that none is lost in
     *     silence
     */
    static Optional<String> of(CognitoUser cognito, List<String> groups, boolean secondFactor, String status) {
        List<String> actions = secondFactor ? List.of(ENROLMENT) : List.of();
        return cognito.user(groups, actions).map(user -> row(user, links(cognito.identities()), status));
    }

    private static String row(LegacyUser user, List<Map<String, String>> links, String status) {
        Map<String, Object> row = new LinkedHashMap<>();
        put(row, "id", user.id());
        put(row, "username", user.name().text());
        put(row, "email", user.email());
        row.put("emailVerified", user.emailVerified());
        put(row, "phoneNumber", user.phone());
        row.put("phoneNumberVerified", user.phoneVerified());
        put(row, "firstName", user.firstName());
        put(row, "lastName", user.lastName());
        row.put("enabled", user.enabled());
        row.put("attributes", user.attributes());
        row.put("groups", user.groups());
        row.put("requiredActions", user.requiredActions());
        row.put("federatedLinks", links);
        row.put("status", status);
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
    }

    private static void put(Map<String, Object> row, String field, @Nullable String value) {
        if (value != null) {
            row.put(field, value);
        }
    }

    /** By the names that the providers have in the pool; they have to be those of the realm. */
    private static List<Map<String, String>> links(String identities) {
        List<Map<String, String>> links = new ArrayList<>();
        try {
            for (JsonNode identity : JSON.readTree(identities)) {
                String provider = identity.path("providerName").asText("");
                String userId = identity.path("userId").asText("");
                if (!provider.isEmpty() && !userId.isEmpty()) {
                    links.add(Map.of("identityProvider", provider, "userId", userId));
                }
            }
        } catch (JsonProcessingException e) {
            // Whoever may write the attribute must not end the export; the user has no links then.
            return List.of();
        }
        return links;
    }
}
