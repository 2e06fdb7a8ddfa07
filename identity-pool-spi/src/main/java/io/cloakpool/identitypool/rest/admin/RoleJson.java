package io.cloakpool.identitypool.rest.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.MappingSyntaxException;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.TrustedLogin;
import io.cloakpool.identitypool.pool.TrustedLoginText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A role; field names are those of its component.
 *
 * @param policy IAM policy document, as an object or as a string that holds one; answers give the string as stored
 * @param sessionPolicy likewise
 * @param maxDuration in seconds
 * @param trustedLogins as in the component's configuration, see {@link TrustedLoginText}
 */
record RoleJson(
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable JsonNode policy,
        @Nullable JsonNode sessionPolicy,
        @Nullable List<String> trustedPools,
        @Nullable List<String> trustedAmr,
        @Nullable Long maxDuration,
        @Nullable Boolean sessionTags,
        @Nullable String issuer,
        @Nullable String remoteRoleArn,
        @Nullable Boolean sendTags,
        @Nullable JsonNode trustedLogins,
        @Nullable List<String> assumableBy,
        @Nullable List<String> callerTags) {
    static RoleJson of(RoleSettings role) {
        String sessionPolicy = role.sessionPolicy();
        RemoteRole remote = role.remote();
        return new RoleJson(
                role.name(),
                role.enabled(),
                TextNode.valueOf(role.policy()),
                sessionPolicy == null ? null : TextNode.valueOf(sessionPolicy),
                role.trustedPools().stream().sorted().toList(),
                role.trustedAmr().stream().map(Choice::text).sorted().toList(),
                role.maxDuration().toSeconds(),
                role.sessionTags(),
                remote == null ? null : remote.issuer(),
                remote == null ? null : remote.roleArn(),
                remote == null ? null : remote.sendTags(),
                TrustedLoginText.json(role.sts().logins()),
                role.sts().assumableBy().stream().sorted().toList(),
                role.sts().callerTags().stream().sorted().toList());
    }

    /** @param roleName the role's name, wherever the caller found it */
    RoleSettings settings(String roleName) {
        return new RoleSettings(
                roleName,
                Fields.flag(enabled, true),
                Fields.required("policy", document("policy", policy)),
                document("sessionPolicy", sessionPolicy),
                Fields.set("trustedPools", trustedPools),
                amr(),
                Fields.seconds(maxDuration, CredentialLimits.DEFAULT_LIFETIME),
                Fields.flag(sessionTags, true),
                remote(),
                new StsTrust(logins(), Fields.set("assumableBy", assumableBy), Fields.set("callerTags", callerTags)));
    }

    private List<TrustedLogin> logins() {
        if (trustedLogins == null || trustedLogins.isNull()) {
            return List.of();
        }
        try {
            return TrustedLoginText.logins(trustedLogins);
        } catch (MappingSyntaxException e) {
            throw Fields.invalid("trustedLogins " + e.getMessage());
        }
    }

    private @Nullable RemoteRole remote() {
        if (issuer == null && remoteRoleArn == null) {
            return null;
        }
        return new RemoteRole(
                Fields.required("issuer", issuer),
                Fields.required("remoteRoleArn", remoteRoleArn),
                Fields.flag(sendTags, false));
    }

    private Set<Amr> amr() {
        return trustedAmr == null
                ? Set.of(Amr.AUTHENTICATED)
                : Fields.set("trustedAmr", trustedAmr).stream()
                        .map(text -> Enums.parse(Amr.class, "trustedAmr", text))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String document(String field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isObject()) {
            return value.toString();
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        throw Fields.invalid(field + " must be a policy document");
    }
}
