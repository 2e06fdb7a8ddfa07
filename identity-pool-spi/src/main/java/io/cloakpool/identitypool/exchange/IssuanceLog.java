package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.PoolId;
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

    /** Where an exchange is asked for. */
    enum Door {
        COGNITO_IDENTITY,
        STS,
        CREDENTIALS
    }

    /** Every exchange. */
    enum Operation {
        GET_ID("GetId", Door.COGNITO_IDENTITY),
        GET_CREDENTIALS_FOR_IDENTITY("GetCredentialsForIdentity", Door.COGNITO_IDENTITY),
        GET_OPEN_ID_TOKEN("GetOpenIdToken", Door.COGNITO_IDENTITY),
        GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY("GetOpenIdTokenForDeveloperIdentity", Door.COGNITO_IDENTITY),
        UNLINK_IDENTITY("UnlinkIdentity", Door.COGNITO_IDENTITY),
        GET_CREDENTIALS_FOR_BEARER("GetCredentialsForBearer", Door.CREDENTIALS),
        ASSUME_ROLE_WITH_WEB_IDENTITY("AssumeRoleWithWebIdentity", Door.STS),
        ASSUME_ROLE_WITH_SAML("AssumeRoleWithSAML", Door.STS),
        ASSUME_ROLE("AssumeRole", Door.STS);

        private final String wireName;
        private final Door door;

        Operation(String wireName, Door door) {
            this.wireName = wireName;
            this.door = door;
        }

        /** As its door names it. */
        public String wireName() {
            return wireName;
        }

        public Door door() {
            return door;
        }
    }

    /**
     * Whom and what a record is about.
     *
     * @param operation what was asked for
     * @param poolId as presented or resolved; null when unknown
     * @param identityId null when unknown
     * @param roleName null where no role is involved
     * @param userId the realm's user, where one is known
     * @param clientId the client of the login, where one is known
     */
    record Subject(
            Operation operation,
            @Nullable String poolId,
            @Nullable String identityId,
            @Nullable String roleName,
            @Nullable String userId,
            @Nullable String clientId) {}

    /** The request is about this pool, as far as it says so: what is logged from here on names it. */
    void located(PoolId pool);

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
