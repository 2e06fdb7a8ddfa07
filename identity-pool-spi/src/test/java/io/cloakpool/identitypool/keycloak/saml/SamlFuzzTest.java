package io.cloakpool.identitypool.keycloak.saml;

import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.ASSERTION_ID;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.assertion;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.base64;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.response;
import static io.cloakpool.identitypool.keycloak.saml.SamlMaker.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.cloakpool.identitypool.fakes.Damage;
import io.cloakpool.identitypool.login.SignedAssertion;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever somebody makes of a response: it is refused as one, or it says what was signed. */
@Tag("fuzz")
final class SamlFuzzTest {
    private static final int ROUNDS = 2_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final String UNSIGNED = response(assertion(ASSERTION_ID, "alice"));
    private static final String SIGNED = sign(UNSIGNED, ASSERTION_ID, SamlCases.IDP);
    private static final List<String> WORDS = List.of(
            "<",
            "</",
            "/>",
            "\"",
            "&",
            "&#0;",
            "&#99;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<!DOCTYPE a [<!ENTITY b 'c'>]>",
            "<saml:Assertion ID=\"_a2\">",
            "</saml:Assertion>",
            "<saml:NameID>mallory</saml:NameID>",
            "<saml:EncryptedAssertion/>",
            "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">",
            "xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"",
            "ID=\"_a1\"",
            "mallory",
            "2026-11-23T09:30:00Z",
            "-999999999-01-01T00:00:00Z");

    @Test
    @Timeout(300)
    void damaged_response_says_nothing_that_was_not_signed() {
        int read = 0;
        int refused = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            String damaged = new Damage(seed, WORDS).of(SIGNED);
            Optional<SignedAssertion> signed = judge(seed, base64(damaged));
            if (signed.isPresent()) {
                read++;
                assertThat(signed.get().assertion().nameId())
                        .as("seed %s", seed)
                        .isNotNull();
                assertThat(String.valueOf(signed.get().assertion().nameId())).contains("value=alice,");
            } else {
                refused++;
            }
        }
        // A property that nothing exercises would hold too.
        assertThat(refused).isGreaterThan(ROUNDS / 2);
        assertThat(read).isPositive();
    }

    @Test
    @Timeout(300)
    void damaged_base64_is_refused_as_such() {
        String token = base64(SIGNED);
        for (int seed = 0; seed < ROUNDS / 4; seed++) {
            judge(seed, new Damage(seed, WORDS).of(token));
        }
    }

    /** A provider may sign what is no good assertion. */
    @Test
    @Timeout(300)
    void damaged_assertion_that_was_signed_is_read_or_refused() {
        int judged = 0;
        for (int seed = 0; seed < ROUNDS / 2; seed++) {
            String damaged = new Damage(seed, WORDS).of(assertion(ASSERTION_ID, "alice"));
            Optional<String> signed = signed(response(damaged));
            if (signed.isPresent()) {
                judged++;
                judge(seed, base64(signed.get()));
            }
        }
        assertThat(judged).isGreaterThan(10);
    }

    private static Optional<String> signed(String xml) {
        try {
            return Optional.of(sign(xml, ASSERTION_ID, SamlCases.IDP));
        } catch (RuntimeException e) {
            // Nobody can sign what is no XML.
            return Optional.empty();
        }
    }

    private static Optional<SignedAssertion> judge(int seed, String token) {
        long start = System.nanoTime();
        try {
            return SamlResponse.parse(token).signedBy(List.of(SamlCases.IDP.getPublic()));
        } catch (Refused e) {
            assertThat(e.reason()).as("seed %s", seed).isEqualTo(Reason.LOGIN_INVALID);
            assertThat(e).as("seed %s", seed).hasMessageNotContaining("alice");
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return fail("seed " + seed, e);
        } finally {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("seed %s", seed)
                    .isLessThan(LONGEST);
        }
    }
}
