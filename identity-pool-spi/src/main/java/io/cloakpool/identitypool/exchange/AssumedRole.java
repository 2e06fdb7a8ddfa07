package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.issuer.embedded.RolePrincipal;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.util.OptionalInt;

/**
 * Answer of {@code AssumeRoleWithWebIdentity}, and most of that of {@code AssumeRoleWithSAML}.
 *
 * @param credentials the credentials
 * @param provider issuer of the token or assertion
 * @param audience its audience: the pool id for a pool's own token, else the client that it was made for; the recipient of an
 *     assertion
 * @param subject its subject: the identity id for a pool's own token, else the provider's id of the user
 * @param assumedRoleArn {@code arn:aws:sts::{accountId}:assumed-role/{role}/{sessionName}}
 * @param assumedRoleId {@code AROA} and 17 characters, a colon, the session name
 * @param packedPercent how much of what a session policy may take the caller has used; empty when it passed none
 */
public record AssumedRole(
        IssuedCredentials credentials,
        String provider,
        String audience,
        String subject,
        String assumedRoleArn,
        String assumedRoleId,
        OptionalInt packedPercent) {
    static AssumedRole of(
            String accountId,
            ExchangedCredentials issued,
            String sessionName,
            String provider,
            String audience,
            String subject,
            OptionalInt packedPercent) {
        RolePrincipal principal =
                RolePrincipal.of(accountId, issued.role().name(), issued.role().id(), sessionName);
        return new AssumedRole(
                issued.credentials(), provider, audience, subject, principal.arn(), principal.userId(), packedPercent);
    }
}
