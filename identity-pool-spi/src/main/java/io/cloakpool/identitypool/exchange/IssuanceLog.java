package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.spi.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where every issuance and every refusal is recorded: events, metrics, log. Never gets a token or a secret. */
public interface IssuanceLog {
    /** What was handed out. */
    enum Kind {
        IDENTITY,
        CREDENTIALS,
        OPENID_TOKEN
    }

    /**
     * Whom and what a record is about.
     *
     * @param operation the operation as its door names it ({@code GetCredentialsForIdentity})
     * @param poolId as presented or resolved; null when unknown
     * @param identityId null when unknown
     * @param roleName null where no role is involved
     * @param userId the realm's user, where one is known
     * @param clientId the client of the login, where one is known
     */
    record Subject(
            String operation,
            @Nullable String poolId,
            @Nullable String identityId,
            @Nullable String roleName,
            @Nullable String userId,
            @Nullable String clientId) {}

    /**
     * Something was handed out.
     *
     * @param issuer who made it: {@code embedded}, {@code sts:} and the name of a credential issuer, {@code pool} for OpenID
     *     tokens and identities
     * @param lifetime of what was issued; null for an identity
     */
    void issued(Kind kind, Subject subject, String issuer, @Nullable Duration lifetime);

    /** Somebody was sent away. */
    void refused(Subject subject, Reason reason, String message);
}
