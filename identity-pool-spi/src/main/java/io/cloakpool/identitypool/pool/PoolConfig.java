package io.cloakpool.identitypool.pool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The configuration of an identity pool's component. */
public final class PoolConfig {
    public static final String ALLOW_GUESTS = "allowGuests";
    public static final String GUEST_PROOF = "guestProof";
    public static final String GUEST_LIFETIME = "guestLifetime";
    public static final String GUEST_SECRET = "guestSecret";
    public static final String ALLOW_CLASSIC_FLOW = "allowClassicFlow";
    public static final String DEVELOPER_PROVIDER_NAME = "developerProviderName";
    public static final String DEVELOPER_CLIENTS = "developerClients";
    public static final String AUTHENTICATED_ROLE = "authenticatedRole";
    public static final String UNAUTHENTICATED_ROLE = "unauthenticatedRole";
    public static final String REQUESTABLE_ROLES = "requestableRoles";
    public static final String CREDENTIAL_LIFETIME = "credentialLifetime";
    public static final String END_WITH_SESSION = "endWithSession";
    public static final String SERVICE_ACCOUNTS = "serviceAccounts";
    public static final String TAGS = "tags";
    public static final String REGION = "region";

    /** Length of a guest secret. */
    public static final int GUEST_SECRET_BYTES = ConfigLimits.GUEST_SECRET_BYTES;

    private PoolConfig() {}

    /**
     * Reads what an administrator chose.
     *
     * @throws IllegalArgumentException naming kind, component and key
     */
    public static PoolSettings settings(String name, Source source) {
        ConfigReader reader = reader(name, source);
        return new PoolSettings(
                name,
                reader.flag(ALLOW_GUESTS, false),
                reader.choice(GUEST_PROOF, GuestProof.class).orElse(GuestProof.NONE),
                reader.seconds(
                        GUEST_LIFETIME,
                        ConfigLimits.MIN_GUEST_LIFETIME,
                        ConfigLimits.MAX_GUEST_LIFETIME,
                        CredentialLimits.DEFAULT_GUEST_ID_LIFETIME),
                reader.flag(ALLOW_CLASSIC_FLOW, false),
                reader.text(DEVELOPER_PROVIDER_NAME, ConfigLimits.DEVELOPER_PROVIDER)
                        .orElse(null),
                reader.set(DEVELOPER_CLIENTS, ConfigLimits.CLIENT_ID, ConfigLimits.CLIENTS),
                reader.text(AUTHENTICATED_ROLE, ConfigLimits.ROLE_NAME).orElse(null),
                reader.text(UNAUTHENTICATED_ROLE, ConfigLimits.ROLE_NAME).orElse(null),
                reader.jsonList(REQUESTABLE_ROLES, ConfigLimits.ROLE_NAME, ConfigLimits.REQUESTABLE_ROLES),
                reader.seconds(
                        CREDENTIAL_LIFETIME,
                        CredentialLimits.MIN_LIFETIME,
                        CredentialLimits.MAX_LIFETIME,
                        CredentialLimits.DEFAULT_LIFETIME),
                reader.flag(END_WITH_SESSION, false),
                reader.flag(SERVICE_ACCOUNTS, false),
                tags(reader));
    }

    private static Map<String, String> tags(ConfigReader reader) {
        Map<String, String> tags = new LinkedHashMap<>();
        reader.jsonMap(TAGS, ConfigLimits.TAG_KEY, ConfigLimits.TAGS)
                .forEach((key, value) ->
                        tags.put(key, reader.fitting(TAGS, reader.string(TAGS, value), ConfigLimits.TAG_VALUE)));
        return tags;
    }

    /**
     * Reads the key material of guest ids; empty when none was made yet.
     *
     * @throws IllegalArgumentException when it is masked, is not base64 or has another length
     */
    public static Optional<Secret> guestSecret(String name, Source source) {
        return reader(name, source)
                .secretBytes(GUEST_SECRET, GUEST_SECRET_BYTES, GUEST_SECRET_BYTES)
                .map(Secret::new);
    }

    /** Whether no guest secret was made yet. */
    public static boolean lacksGuestSecret(Source source) {
        return source.values(GUEST_SECRET).stream().allMatch(String::isBlank);
    }

    /**
     * The region that the pool was made in, which its ids begin with; empty when none was noted yet.
     *
     * @throws IllegalArgumentException when it has not the form of a region
     */
    public static Optional<String> region(String name, Source source) {
        return reader(name, source).text(REGION, RealmConfig.REGION_FORM);
    }

    /** The refusal of a pool whose ids would change. */
    public static IllegalArgumentException otherRegion(String name, String madeIn, String realmRegion) {
        return ComponentKind.POOL.refusal(
                name,
                REGION,
                "is " + madeIn + ", but " + RealmConfig.REGION + " of the realm is " + realmRegion
                        + ", which may not change once a pool exists; a new pool comes without " + REGION);
    }

    /**
     * Reads a whole pool.
     *
     * @throws IllegalArgumentException as {@link #settings}, and when there is no guest secret
     */
    public static IdentityPool pool(PoolId id, String name, Source source, List<LoginBinding> bindings) {
        Secret guestSecret = guestSecret(name, source)
                .orElseThrow(() -> ComponentKind.POOL.refusal(name, GUEST_SECRET, "is missing"));
        return new IdentityPool(id, guestSecret, settings(name, source), bindings);
    }

    /** The configuration that reads as these settings; without what is noted or made only once, guest secret and region. */
    public static SortedMap<String, List<String>> config(PoolSettings settings) {
        return new ConfigWriter()
                .flag(ALLOW_GUESTS, settings.allowGuests())
                .choice(GUEST_PROOF, settings.guestProof())
                .seconds(GUEST_LIFETIME, settings.guestLifetime())
                .flag(ALLOW_CLASSIC_FLOW, settings.allowClassicFlow())
                .text(DEVELOPER_PROVIDER_NAME, settings.developerProviderName())
                .set(DEVELOPER_CLIENTS, settings.developerClients())
                .text(AUTHENTICATED_ROLE, settings.authenticatedRole())
                .text(UNAUTHENTICATED_ROLE, settings.unauthenticatedRole())
                .json(REQUESTABLE_ROLES, settings.requestableRoles())
                .seconds(CREDENTIAL_LIFETIME, settings.credentialLifetime())
                .flag(END_WITH_SESSION, settings.endWithSession())
                .flag(SERVICE_ACCOUNTS, settings.serviceAccounts())
                .json(TAGS, settings.tags())
                .config();
    }

    private static ConfigReader reader(String name, Source source) {
        return new ConfigReader(ComponentKind.POOL, name, ConfigLimits.POOL_NAME, source);
    }
}
