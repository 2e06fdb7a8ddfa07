package io.cloakpool.identitypool.pool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedMap;

/** The configuration of a login binding's component. */
public final class BindingConfig {
    public static final String PROVIDER = "provider";
    public static final String CLIENT_IDS = "clientIds";
    public static final String SERVER_SIDE_CHECK = "serverSideCheck";
    public static final String ROLE_MAPPING = "roleMapping";
    public static final String TAG_MAPPING = "tagMapping";

    private BindingConfig() {}

    /**
     * Reads what an administrator chose.
     *
     * @throws IllegalArgumentException naming kind, component and key, and the JSON pointer of an error in a mapping
     */
    public static BindingSettings settings(String name, Source source) {
        ConfigReader reader = new ConfigReader(ComponentKind.BINDING, name, ConfigLimits.POOL_NAME, source);
        return new BindingSettings(
                name,
                reader.choice(PROVIDER, LoginBinding.Provider.class).orElse(LoginBinding.Provider.REALM),
                reader.set(CLIENT_IDS, ConfigLimits.CLIENT_ID, ConfigLimits.CLIENTS),
                reader.flag(SERVER_SIDE_CHECK, true),
                reader.mapping(ROLE_MAPPING, MappingText::roleMapping).orElse(null),
                reader.mapping(TAG_MAPPING, MappingText::tagMapping).orElse(null));
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
                settings.tagMapping());
    }

    /** The configuration that reads as these settings. */
    public static SortedMap<String, List<String>> config(BindingSettings settings) {
        return writer(settings).config();
    }

    private static ConfigWriter writer(BindingSettings settings) {
        RoleMapping roles = settings.roleMapping();
        TagMapping tags = settings.tagMapping();
        return new ConfigWriter()
                .choice(PROVIDER, settings.provider())
                .set(CLIENT_IDS, settings.clientIds())
                .flag(SERVER_SIDE_CHECK, settings.serverSideCheck())
                .text(ROLE_MAPPING, roles == null ? null : stored(MappingText.json(roles)))
                .text(TAG_MAPPING, tags == null ? null : stored(MappingText.json(tags)));
    }

    /** A value may hold what an import would take for a placeholder. */
    private static String stored(JsonNode mapping) {
        return PolicyText.stored(MappingText.print(mapping));
    }
}
