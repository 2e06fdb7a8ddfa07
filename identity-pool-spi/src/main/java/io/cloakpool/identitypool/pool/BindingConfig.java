package io.cloakpool.identitypool.pool;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** The configuration of a login binding's component. */
public final class BindingConfig {
    public static final String PROVIDER = "provider";
    public static final String PROVIDER_NAME = "providerName";
    public static final String BASE_URL = "baseUrl";
    public static final String CLIENT_IDS = "clientIds";
    public static final String SERVER_SIDE_CHECK = "serverSideCheck";
    public static final String ROLE_MAPPING = "roleMapping";
    public static final String TAG_MAPPING = "tagMapping";

    public static final String RECIPIENTS = "recipients";
    public static final String IDP_INITIATED = "idpInitiated";

    private BindingConfig() {}

    /**
     * Reads what an administrator chose.
     *
     * @throws IllegalArgumentException naming kind, component and key, and the JSON pointer of an error in a mapping
     */
    public static BindingSettings settings(String name, Source source) {
        ConfigReader reader = new ConfigReader(ComponentKind.BINDING, name, ConfigLimits.POOL_NAME, source);
        LoginProvider provider = provider(reader);
        return new BindingSettings(
                name,
                provider,
                reader.set(CLIENT_IDS, ConfigLimits.CLIENT_ID, ConfigLimits.CLIENTS),
                reader.flag(SERVER_SIDE_CHECK, true),
                reader.mapping(ROLE_MAPPING, MappingText::roleMapping).orElse(null),
                reader.mapping(TAG_MAPPING, MappingText::tagMapping).orElse(null),
                saml(reader, provider.kind()));
    }

    private static SamlSettings saml(ConfigReader reader, Kind kind) {
        Set<String> recipients = reader.set(RECIPIENTS, ConfigLimits.ENDPOINT, ConfigLimits.RECIPIENTS);
        boolean idpInitiated = reader.flag(IDP_INITIATED, false);
        if (kind != Kind.SAML && !recipients.isEmpty()) {
            throw reader.bad(RECIPIENTS, "has no meaning for provider " + Choice.text(kind));
        }
        if (kind != Kind.SAML && idpInitiated) {
            throw reader.bad(IDP_INITIATED, "has no meaning for provider " + Choice.text(kind));
        }
        return new SamlSettings(recipients, idpInitiated);
    }

    private static LoginProvider provider(ConfigReader reader) {
        Kind kind = reader.choice(PROVIDER, Kind.class).orElse(Kind.REALM);
        String provider = reader.text(PROVIDER_NAME, ConfigLimits.PROVIDER_NAME).orElse(null);
        if (kind.isNamed() != (provider != null)) {
            throw reader.bad(
                    PROVIDER_NAME,
                    kind.isNamed()
                            ? "is needed for provider " + Choice.text(kind)
                            : "has no meaning for provider " + Choice.text(kind));
        }
        URI baseUrl = reader.text(BASE_URL)
                .map(url -> EndpointUrl.parse(reader, BASE_URL, url))
                .orElse(null);
        if (baseUrl != null && !kind.isPublic()) {
            throw reader.bad(BASE_URL, "has no meaning for provider " + Choice.text(kind));
        }
        if (baseUrl != null && !EndpointUrl.isProtected(baseUrl)) {
            throw reader.bad(BASE_URL, "must be https: over plain HTTP everybody on the way decides who is signed in");
        }
        return new LoginProvider(kind, provider, baseUrl);
    }

    /** Reads a whole binding; errors as {@link #settings}. */
    public static LoginBinding binding(String id, String name, Source source) {
        BindingSettings settings = settings(name, source);
        return new LoginBinding(
                id,
                name,
                settings.provider(),
                settings.clientIds(),
                settings.serverSideCheck(),
                writer(settings).revision(name),
                settings.roleMapping(),
                settings.tagMapping(),
                settings.saml());
    }

    /** The configuration that reads as these settings. */
    public static SortedMap<String, List<String>> config(BindingSettings settings) {
        return writer(settings).config();
    }

    private static ConfigWriter writer(BindingSettings settings) {
        LoginProvider provider = settings.provider();
        RoleMapping roles = settings.roleMapping();
        TagMapping tags = settings.tagMapping();
        ConfigWriter writer = new ConfigWriter()
                .choice(PROVIDER, provider.kind())
                .text(PROVIDER_NAME, provider.name())
                .text(
                        BASE_URL,
                        provider.baseUrl() == null ? null : provider.baseUrl().toString())
                .set(CLIENT_IDS, settings.clientIds())
                .flag(SERVER_SIDE_CHECK, settings.serverSideCheck())
                .text(ROLE_MAPPING, roles == null ? null : stored(MappingText.json(roles)))
                .text(TAG_MAPPING, tags == null ? null : stored(MappingText.json(tags)))
                .set(RECIPIENTS, settings.saml().recipients());
        return settings.saml().idpInitiated() ? writer.flag(IDP_INITIATED, true) : writer;
    }

    /** A value may hold what an import would take for a placeholder. */
    private static String stored(JsonNode mapping) {
        return PolicyText.stored(MappingText.print(mapping));
    }
}
