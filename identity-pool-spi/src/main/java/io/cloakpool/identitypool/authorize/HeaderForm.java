package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.SigningClaim;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;

/** How a request must be signed that comes to us alone: a link that somebody passes on must not administer, nor a body that nobody signed. */
final class HeaderForm {
    private HeaderForm() {}

    /** @throws Refused with SIGNATURE_MALFORMED unless the signature stands in the header and goes over the body's hash */
    static void require(SigningClaim claim) {
        if (claim.form() != SigningClaim.Form.HEADER) {
            throw new Refused(Reason.SIGNATURE_MALFORMED, "The signature must stand in the Authorization header");
        }
        Payload.Kind payload = claim.payload().kind();
        if (payload != Payload.Kind.HASH && payload != Payload.Kind.ABSENT) {
            throw new Refused(Reason.SIGNATURE_MALFORMED, "The hash of the body must be signed");
        }
    }
}
