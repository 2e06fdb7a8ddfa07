package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.HeaderSigningRules;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Exception;
import io.cloakpool.aws.sigv4.SigV4Verifier;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.authorize.SigningClients.SigningClient;
import io.cloakpool.identitypool.pool.Sha256;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Set;

/** Proves that a request was signed by a client with its client secret: in header form, over the very body. */
public final class ClientAuthenticator {
    private final SigningClients clients;
    private final SigV4Verifier verifier;
    private final String region;

    /** @param region the realm's */
    public ClientAuthenticator(SigningClients clients, SigV4Verifier verifier, String region) {
        this.clients = clients;
        this.verifier = verifier;
        this.region = region;
    }

    /**
     * The client id of the client that signed. An access key that nobody has is refused as a wrong secret is, with the same
     * message, and costs as much: as many signatures are computed, and {@link SigningClients#find} does the same work.
     *
     * @param claim what {@link SigningClaim#parse} read from this very request
     * @param services the service names that its scope may have
     * @param body the bytes that arrived
     * @throws Refused with the reason
     */
    public String authenticate(RawRequest request, SigningClaim claim, Set<String> services, byte[] body) {
        HeaderForm.require(claim);
        String bodySha256 = Sha256.hex(body);
        return SignatureRefusals.translate(() -> {
            HeaderSigningRules.requireSigned(request, claim);
            SigV4Verifier.requireScope(claim, region, services);
            List<String> secrets = clients.find(claim.accessKeyId())
                    .map(SigningClient::secrets)
                    .orElse(List.of());
            if (!isSignedWithOneOf(secrets, request, claim, bodySha256)) {
                throw new Refused(
                        Reason.SIGNATURE_MISMATCH,
                        "The request signature we calculated does not match the signature you provided");
            }
            return claim.accessKeyId();
        });
    }

    /** Always tries as many secrets as a client can have, so that the time tells nothing about how many there are. */
    private boolean isSignedWithOneOf(List<String> secrets, RawRequest request, SigningClaim claim, String bodySha256) {
        boolean proven = false;
        for (int i = 0; i < SigningClients.MAX_SECRETS; i++) {
            try {
                if (i < secrets.size()) {
                    verifier.verify(request, claim, secrets.get(i), ServiceRules.GENERIC, bodySha256);
                    proven = true;
                } else {
                    verifier.refuseUnknownKey(request, claim, ServiceRules.GENERIC, bodySha256);
                }
            } catch (SigV4Exception e) {
                if (e.kind() != SigV4Exception.Kind.SIGNATURE_MISMATCH) {
                    throw e;
                }
            }
        }
        return proven;
    }
}
