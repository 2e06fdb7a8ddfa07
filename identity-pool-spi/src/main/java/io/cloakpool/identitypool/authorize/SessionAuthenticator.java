package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.HeaderSigningRules;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.issuer.embedded.OpenedCredential;
import io.cloakpool.identitypool.issuer.embedded.SealedCredentials;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolRepository;
import io.cloakpool.identitypool.pool.Revocations;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proves who signed a request with credentials of the embedded issuer. */
public final class SessionAuthenticator {
    private final PoolRepository pools;
    private final SealedCredentials sealed;
    private final SigV4Verifier verifier;
    private final LiveSessions live;

    public SessionAuthenticator(
            PoolRepository pools,
            SealedCredentials sealed,
            SigV4Verifier verifier,
            Revocations revocations,
            UserStates users) {
        this.pools = pools;
        this.sealed = sealed;
        this.verifier = verifier;
        this.live = new LiveSessions(pools, revocations, users);
    }

    /**
     * @param claim what {@link SigningClaim#parse} read from this very request
     * @param services the service names that its scope may have
     * @param bodySha256 hash of the body, where the caller has it
     * @param attempt is told whose credential it is as soon as the signature proves it
     * @throws Refused with the reason; SESSION_TOKEN_INVALID also for a credential that has ended
     */
    public ProvenSession authenticate(
            RawRequest request,
            SigningClaim claim,
            ServiceRules rules,
            Set<String> services,
            @Nullable String bodySha256,
            Attempt attempt) {
        PoolRealm realm = pools.realm();
        SignatureRefusals.translate(() -> {
            HeaderSigningRules.requireSigned(request, claim);
            SigV4Verifier.requireScope(claim, realm.region(), services);
        });
        String token = claim.sessionToken();
        if (token == null) {
            throw new Refused(
                    Reason.ACCESS_KEY_UNKNOWN, "The AWS Access Key Id you provided does not exist in our records");
        }
        OpenedCredential credential = sealed.open(token, claim.accessKeyId());
        SignatureRefusals.translate(
                () -> verifier.verify(request, claim, credential.secretAccessKey(), rules, bodySha256));
        attempt.proven(credential);
        return new ProvenSession(credential, live.requireLive(credential), realm.accountId());
    }
}
