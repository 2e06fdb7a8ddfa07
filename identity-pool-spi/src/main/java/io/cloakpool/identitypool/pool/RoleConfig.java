package io.cloakpool.identitypool.pool;

import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.aws.policy.PolicySyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The configuration of a pool role's component. */
public final class RoleConfig {
    public static final String ENABLED = "enabled";
    public static final String POLICY = "policy";
    public static final String SESSION_POLICY = "sessionPolicy";
    public static final String TRUSTED_POOLS = "trustedPools";
    public static final String TRUSTED_AMR = "trustedAmr";
    public static final String MAX_DURATION = "maxDuration";
    public static final String SESSION_TAGS = "sessionTags";
    public static final String ISSUER = "issuer";
    public static final String REMOTE_ROLE_ARN = "remoteRoleArn";
    public static final String SEND_TAGS = "sendTags";
    public static final String TRUSTED_LOGINS = "trustedLogins";
    public static final String ASSUMABLE_BY = "assumableBy";
    public static final String CALLER_TAGS = "callerTags";

    private RoleConfig() {}

    /**
     * Reads what an administrator chose; the policies are parsed to be sure of them.
     *
     * @throws IllegalArgumentException naming kind, component and key, and the JSON pointer of an error in a policy or a trust
     */
    public static RoleSettings settings(String name, Source source) {
        RoleSettings settings = parse(name, source);
        role("", settings);
        return settings;
    }

    /** Reads a whole role; errors as {@link #settings}. */
    public static PoolRole role(String id, String name, Source source) {
        return role(id, parse(name, source));
    }

    private static RoleSettings parse(String name, Source source) {
        ConfigReader reader = new ConfigReader(ComponentKind.ROLE, name, ConfigLimits.ROLE_NAME, source);
        RoleSettings settings = settings(name, reader, remote(reader));
        requireTrustedLogins(reader, settings);
        return settings;
    }

    /** A trusted login is one of those that the pools of the role vouch for. */
    private static void requireTrustedLogins(ConfigReader reader, RoleSettings settings) {
        List<TrustedLogin> logins = settings.sts().logins();
        for (int i = 0; i < logins.size(); i++) {
            if (!settings.trustedPools().contains(logins.get(i).pool())) {
                throw reader.bad(TRUSTED_LOGINS, "/" + i + "/pool is not one of " + TRUSTED_POOLS);
            }
        }
        if (!logins.isEmpty() && !settings.trustedAmr().contains(Amr.AUTHENTICATED)) {
            throw reader.bad(TRUSTED_LOGINS, "need " + Choice.text(Amr.AUTHENTICATED) + " in " + TRUSTED_AMR);
        }
    }

    private static RoleSettings settings(String name, ConfigReader reader, @Nullable RemoteRole remote) {
        return new RoleSettings(
                name,
                reader.flag(ENABLED, true),
                PolicyText.shown(reader.needed(POLICY)),
                reader.text(SESSION_POLICY).map(PolicyText::shown).orElse(null),
                reader.set(TRUSTED_POOLS, ConfigLimits.POOL_NAME, ConfigLimits.TRUSTED_POOLS),
                reader.choices(TRUSTED_AMR, Amr.class, Set.of(Amr.AUTHENTICATED)),
                reader.seconds(
                        MAX_DURATION,
                        CredentialLimits.MIN_LIFETIME,
                        CredentialLimits.MAX_LIFETIME,
                        CredentialLimits.DEFAULT_LIFETIME),
                reader.flag(SESSION_TAGS, true),
                remote,
                sts(reader, remote));
    }

    private static StsTrust sts(ConfigReader reader, @Nullable RemoteRole remote) {
        Set<String> assumableBy = reader.set(ASSUMABLE_BY, ConfigLimits.ROLE_NAME, ConfigLimits.ASSUMABLE_BY);
        Set<String> tags = reader.set(CALLER_TAGS, MappingLimits.TAG, MappingLimits.TAGS);
        if (!assumableBy.isEmpty() && remote != null) {
            throw reader.bad(
                    ASSUMABLE_BY,
                    "is not for a role with a credential issuer: what it issues would outlive its parent");
        }
        if (tags.stream().anyMatch(MappingLimits::isReserved)) {
            throw reader.bad(CALLER_TAGS, "must not begin with aws:");
        }
        if (!tags.isEmpty() && !reader.flag(SESSION_TAGS, true)) {
            throw reader.bad(CALLER_TAGS, "is not for a role without " + SESSION_TAGS);
        }
        return new StsTrust(
                reader.parsed(TRUSTED_LOGINS, ConfigLimits.TRUSTED_LOGIN_CHARACTERS, TrustedLoginText::logins)
                        .orElse(List.of()),
                assumableBy,
                tags);
    }

    private static @Nullable RemoteRole remote(ConfigReader reader) {
        Optional<String> issuer = reader.text(ISSUER, ConfigLimits.ISSUER_NAME);
        Optional<String> arn = reader.text(REMOTE_ROLE_ARN, ConfigLimits.REMOTE_ROLE_ARN);
        if (issuer.isPresent() != arn.isPresent()) {
            throw reader.bad(
                    issuer.isPresent() ? REMOTE_ROLE_ARN : ISSUER,
                    "is needed: the one makes no sense without the other");
        }
        boolean sendTags = reader.flag(SEND_TAGS, false);
        return issuer.map(name -> new RemoteRole(name, arn.orElseThrow(), sendTags))
                .orElse(null);
    }

    private static PoolRole role(String id, RoleSettings settings) {
        String sessionPolicy = settings.sessionPolicy();
        return new PoolRole(
                id,
                settings.name(),
                settings.enabled(),
                policy(settings.name(), POLICY, settings.policy()),
                sessionPolicy == null ? null : policy(settings.name(), SESSION_POLICY, sessionPolicy),
                settings.trustedPools(),
                settings.trustedAmr(),
                settings.maxDuration(),
                settings.sessionTags(),
                settings.remote(),
                settings.sts(),
                writer(settings).revision(settings.name()));
    }

    private static PolicyDocument policy(String name, String key, String json) {
        try {
            return PolicyDocument.parse(json);
        } catch (PolicySyntaxException e) {
            throw ComponentKind.ROLE.refusal(name, key, "is no usable policy: " + e.getMessage());
        }
    }

    /** The configuration that reads as these settings. */
    public static SortedMap<String, List<String>> config(RoleSettings settings) {
        return writer(settings).config();
    }

    private static ConfigWriter writer(RoleSettings settings) {
        String sessionPolicy = settings.sessionPolicy();
        RemoteRole remote = settings.remote();
        ConfigWriter writer = new ConfigWriter()
                .flag(ENABLED, settings.enabled())
                .text(POLICY, PolicyText.stored(settings.policy()))
                .text(SESSION_POLICY, sessionPolicy == null ? null : PolicyText.stored(sessionPolicy))
                .set(TRUSTED_POOLS, settings.trustedPools())
                .set(
                        TRUSTED_AMR,
                        settings.trustedAmr().stream().map(Choice::text).toList())
                .seconds(MAX_DURATION, settings.maxDuration())
                .flag(SESSION_TAGS, settings.sessionTags())
                .text(TRUSTED_LOGINS, trustedLogins(settings.sts()))
                .set(ASSUMABLE_BY, settings.sts().assumableBy())
                .set(CALLER_TAGS, settings.sts().callerTags());
        return remote == null
                ? writer
                : writer.text(ISSUER, remote.issuer())
                        .text(REMOTE_ROLE_ARN, remote.roleArn())
                        .flag(SEND_TAGS, remote.sendTags());
    }

    private static @Nullable String trustedLogins(StsTrust sts) {
        return sts.logins().isEmpty()
                ? null
                : PolicyText.stored(MappingText.print(TrustedLoginText.json(sts.logins())));
    }
}
