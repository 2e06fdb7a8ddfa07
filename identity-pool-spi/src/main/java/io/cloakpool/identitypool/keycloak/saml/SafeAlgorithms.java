package io.cloakpool.identitypool.keycloak.saml;

import java.util.List;
import java.util.Set;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;

/**
 * The algorithms that a signature of SAML may have: asymmetric ones over SHA-2 (RFC 9231), and the two transforms that Assertions
 * and Protocols for SAML 2.0, section 5.4.4, knows, without comments.
 */
final class SafeAlgorithms {
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String PSS = "http://www.w3.org/2007/05/xmldsig-more#";
    private static final Set<String> SIGNATURES = Set.of(
            MORE + "rsa-sha256",
            MORE + "rsa-sha384",
            MORE + "rsa-sha512",
            PSS + "sha256-rsa-MGF1",
            PSS + "sha384-rsa-MGF1",
            PSS + "sha512-rsa-MGF1",
            MORE + "ecdsa-sha256",
            MORE + "ecdsa-sha384",
            MORE + "ecdsa-sha512");
    private static final Set<String> DIGESTS = Set.of(DigestMethod.SHA256, MORE + "sha384", DigestMethod.SHA512);
    /** Of the signature's own bytes, which hold no name or value: any that leaves comments out. */
    private static final Set<String> CANONICALIZATIONS = Set.of(
            CanonicalizationMethod.EXCLUSIVE, CanonicalizationMethod.INCLUSIVE, "http://www.w3.org/2006/12/xml-c14n11");

    private static final List<String> TRANSFORMS = List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);

    private SafeAlgorithms() {}

    static boolean sign(SignedInfo info) {
        return SIGNATURES.contains(info.getSignatureMethod().getAlgorithm())
                && CANONICALIZATIONS.contains(info.getCanonicalizationMethod().getAlgorithm());
    }

    static boolean refer(Reference reference) {
        return DIGESTS.contains(reference.getDigestMethod().getAlgorithm())
                && reference.getTransforms().stream()
                        .map(Transform::getAlgorithm)
                        .toList()
                        .equals(TRANSFORMS);
    }
}
