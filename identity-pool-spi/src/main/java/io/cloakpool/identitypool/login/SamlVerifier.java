package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.login.SamlAssertion.Bearer;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges a signed assertion as Profiles for SAML 2.0, section 4.1.4, has it for a relying party: issuer, audience, recipient,
 * request and times. What it cannot know is which request the app has sent; that one was sent must be said in the assertion.
 */
final class SamlVerifier {
    static final String OTHER_RECIPIENT = "Invalid login token. The SAML assertion is made out to somebody else.";
    static final String NO_REQUEST = "Invalid login token. The SAML assertion answers no request.";

    private final InstantSource clock;

    SamlVerifier(InstantSource clock) {
        this.clock = clock;
    }

    /** @throws Refused for an assertion that proves nothing here */
    Proof prove(SignedAssertion signed, SamlExpectation expected) {
        SamlAssertion assertion = signed.assertion();
        requireIssuer(signed, expected);
        String audience = audience(assertion, expected.audiences());
        Bearer bearer = bearer(assertion, expected);
        requireAnswer(signed, bearer, expected);
        if (signed.destination() != null && !expected.recipients().contains(signed.destination())) {
            throw IdTokenClaims.invalid(OTHER_RECIPIENT);
        }
        Duration skew = expected.profile().skew();
        VerifiedLogin login = new VerifiedLogin(
                expected.provider(),
                SamlSubjects.subject(assertion, expected.profile(), audience),
                SamlClaims.of(assertion, expected.profile(), audience, bearer),
                audience,
                null,
                assertion.issuedAt(),
                end(assertion, bearer).plus(skew));
        Proof proof = new Proof(login, start(assertion).minus(skew), signed.key());
        proof.requireInTime(clock);
        return proof;
    }

    private static void requireIssuer(SignedAssertion signed, SamlExpectation expected) {
        boolean right = expected.issuers().contains(signed.assertion().issuer())
                && (signed.issuer() == null || expected.issuers().contains(signed.issuer()));
        if (!right) {
            throw IdTokenClaims.invalid(IdTokenClaims.OTHER_ISSUER);
        }
    }

    /** One of ours that each restriction names (Assertions and Protocols, section 2.5.1.4); there must be a restriction. */
    private static String audience(SamlAssertion assertion, Set<String> accepted) {
        if (assertion.audiences().isEmpty()) {
            throw IdTokenClaims.invalid(IdTokenClaims.OTHER_AUDIENCE);
        }
        Set<String> common = new TreeSet<>(accepted);
        assertion.audiences().forEach(common::retainAll);
        return common.stream().findFirst().orElseThrow(() -> IdTokenClaims.invalid(IdTokenClaims.OTHER_AUDIENCE));
    }

    /** One is enough (Profiles, section 4.1.4.3). It may not say from when on it counts (section 4.1.4.2). */
    private static Bearer bearer(SamlAssertion assertion, SamlExpectation expected) {
        return assertion.bearers().stream()
                .filter(bearer -> bearer.notOnOrAfter() != null && bearer.notBefore() == null)
                .filter(bearer ->
                        bearer.recipient() != null && expected.recipients().contains(bearer.recipient()))
                .findFirst()
                .orElseThrow(() -> IdTokenClaims.invalid(OTHER_RECIPIENT));
    }

    private static void requireAnswer(SignedAssertion signed, Bearer bearer, SamlExpectation expected) {
        String request = bearer.inResponseTo();
        if (request == null && !expected.idpInitiated()) {
            throw IdTokenClaims.invalid(NO_REQUEST);
        }
        if (signed.inResponseTo() != null && !signed.inResponseTo().equals(request)) {
            throw IdTokenClaims.invalid("Invalid login token. The SAML response answers another request.");
        }
    }

    private static Instant start(SamlAssertion assertion) {
        Instant notBefore = assertion.notBefore();
        return notBefore != null && notBefore.isAfter(assertion.issuedAt()) ? notBefore : assertion.issuedAt();
    }

    /** The earliest end; in any case soon after the assertion was made, for whoever has it is its subject. */
    private static Instant end(SamlAssertion assertion, Bearer bearer) {
        Instant end = assertion.issuedAt().plus(LoginLimits.MAX_ASSERTION_AGE);
        end = earlier(end, assertion.notOnOrAfter());
        end = earlier(end, bearer.notOnOrAfter());
        return earlier(end, assertion.sessionEnd());
    }

    private static Instant earlier(Instant end, @Nullable Instant other) {
        return other != null && other.isBefore(end) ? other : end;
    }
}
