package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.IdentityRecord;
import io.cloakpool.identitypool.identity.LinkedLogin;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.IdentityId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about an identity. The fields are described in {@code docs/privacy.md}; times are ISO 8601 in UTC.
 *
 * @param version of this form; grows when a field changes its meaning, not when one is added
 * @param status {@code active} or {@code retired}
 * @param successor the identity that this one was merged into, where it was
 * @param logins oldest first
 */
record ExportJson(
        int version,
        String id,
        String poolId,
        String status,
        @Nullable String successor,
        String createdAt,
        String modifiedAt,
        List<LoginJson> logins) {
    private static final int VERSION = 1;

    /**
     * A login that is linked to the identity.
     *
     * @param provider internal id of the provider
     * @param subject the provider's id of the user
     */
    record LoginJson(String provider, String subject, String linkedAt) {
        static LoginJson of(LinkedLogin login) {
            return new LoginJson(
                    login.name().provider(),
                    login.name().subject(),
                    login.linkedAt().toString());
        }
    }

    static ExportJson of(IdentityRecord stored) {
        Identity identity = stored.identity();
        return new ExportJson(
                VERSION,
                identity.id().toString(),
                identity.pool().toString(),
                Choice.text(identity.status()),
                Optional.ofNullable(identity.successor())
                        .map(IdentityId::toString)
                        .orElse(null),
                identity.createdAt().toString(),
                identity.modifiedAt().toString(),
                stored.logins().stream().map(LoginJson::of).toList());
    }
}
