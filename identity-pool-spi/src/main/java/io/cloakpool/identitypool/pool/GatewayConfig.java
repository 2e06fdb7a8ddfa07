package io.cloakpool.identitypool.pool;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.aws.executeapi.Api;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** The configuration of a gateway's component. */
public final class GatewayConfig {
    public static final String ENABLED = "enabled";
    public static final String DIALECT = "dialect";
    public static final String SECRET = "secret";
    public static final String S3_BASE_DOMAINS = "s3BaseDomains";
    public static final String APIS = "apis";

    private static final String API_ID = "apiId";
    private static final String STAGE = "stage";

    private GatewayConfig() {}

    /**
     * Reads what an administrator chose.
     *
     * @throws IllegalArgumentException naming kind, component and key
     */
    public static GatewaySettings settings(String name, Source source) {
        ConfigReader reader = new ConfigReader(ComponentKind.GATEWAY, name, ConfigLimits.GATEWAY_NAME, source);
        return new GatewaySettings(
                name,
                reader.flag(ENABLED, true),
                reader.choice(DIALECT, Gateway.Dialect.class)
                        .orElseThrow(() -> reader.bad(DIALECT, "is needed: " + Choice.texts(Gateway.Dialect.class))),
                reader.secretText(SECRET)
                        .map(text -> isVaultExpression(text)
                                ? text
                                : reader.fitting(SECRET, text, ConfigLimits.GATEWAY_SECRET))
                        .map(text -> new Secret(text.getBytes(StandardCharsets.US_ASCII)))
                        .orElseThrow(() -> reader.bad(SECRET, "is needed")),
                List.copyOf(reader.set(S3_BASE_DOMAINS, ConfigLimits.HOST_NAME, ConfigLimits.BASE_DOMAINS)),
                apis(reader));
    }

    private static Map<String, Gateway.Api> apis(ConfigReader reader) {
        Map<String, Gateway.Api> apis = new LinkedHashMap<>();
        reader.jsonMap(APIS, ConfigLimits.HOST_NAME, ConfigLimits.APIS)
                .forEach((host, api) -> apis.put(host, api(reader, api)));
        return apis;
    }

    private static Gateway.Api api(ConfigReader reader, JsonNode api) {
        Set<String> members = new TreeSet<>();
        api.fieldNames().forEachRemaining(members::add);
        if (!members.equals(Set.of(API_ID, STAGE))) {
            throw reader.bad(APIS, "must map each host to an object with " + API_ID + " and " + STAGE + " alone");
        }
        String apiId = reader.string(APIS, api.path(API_ID));
        String stage = reader.string(APIS, api.path(STAGE));
        if (!Api.isApiId(apiId) || !Api.isStage(stage)) {
            throw reader.bad(
                    APIS,
                    API_ID + " has 1 to 64 letters, digits and hyphens, " + STAGE
                            + " 1 to 128 letters, digits, underscores and hyphens, or is $default");
        }
        return new Gateway.Api(apiId, stage);
    }

    /** Whether a stored secret only names an entry of Keycloak's vault. */
    public static boolean isVaultExpression(String secret) {
        return ConfigLimits.VAULT_EXPRESSION.matcher(secret).matches();
    }

    /** Whether a text would do as the secret itself. */
    public static boolean isSecret(String text) {
        return ConfigLimits.GATEWAY_SECRET.matcher(text).matches();
    }

    /** Reads a whole gateway; errors as {@link #settings}. */
    public static Gateway gateway(String id, String name, Source source) {
        GatewaySettings settings = settings(name, source);
        return new Gateway(
                id,
                name,
                settings.enabled(),
                settings.dialect(),
                Objects.requireNonNull(settings.secret()),
                settings.s3BaseDomains(),
                settings.apis());
    }

    /** The configuration that reads as these settings; without secret when they have none. */
    public static SortedMap<String, List<String>> config(GatewaySettings settings) {
        Secret secret = settings.secret();
        return new ConfigWriter()
                .flag(ENABLED, settings.enabled())
                .choice(DIALECT, settings.dialect())
                .text(SECRET, secret == null ? null : new String(secret.bytes(), StandardCharsets.US_ASCII))
                .set(S3_BASE_DOMAINS, settings.s3BaseDomains())
                .json(APIS, settings.apis())
                .config();
    }
}
