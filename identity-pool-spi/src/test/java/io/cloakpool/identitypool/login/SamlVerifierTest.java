package io.cloakpool.identitypool.login;

import static io.cloakpool.identitypool.fakes.FakeAssertions.AUDIENCE;
import static io.cloakpool.identitypool.fakes.FakeAssertions.ISSUER;
import static io.cloakpool.identitypool.fakes.FakeAssertions.RECIPIENT;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeAssertions;
import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.login.SamlAssertion.Bearer;
import io.cloakpool.identitypool.login.SamlAssertion.NameId;
import io.cloakpool.identitypool.login.SamlProfile.Principal;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles for SAML 2.0, section 4.1.4. */
final class SamlVerifierTest {
    private static final String SAML_1 = "urn:oasis:names:tc:SAML:1.1:nameid-format:";
    private static final String SAML_2 = "urn:oasis:names:tc:SAML:2.0:nameid-format:";
    private static final Instant NOW = FakeClock.START;

    private final FakeClock clock = new FakeClock();
    private final SamlVerifier verifier = new SamlVerifier(clock);
    private SamlProfile profile = new SamlProfile(Duration.ZERO, Principal.SUBJECT, "", "", Set.of());
    private boolean idpInitiated;

    /** An assertion of alice in which tests change what they are about. */
    private String issuer = ISSUER;

    private Instant issuedAt = NOW;
    private @Nullable NameId nameId = new NameId("alice", "", null, null);
    private List<Bearer> bearers = List.of(new Bearer(RECIPIENT, "request-1", null, NOW.plusSeconds(300)));
    private List<Set<String>> audiences = List.of(Set.of(AUDIENCE));
    private @Nullable Instant notBefore = NOW;
    private @Nullable Instant notOnOrAfter = NOW.plusSeconds(300);
    private @Nullable Instant sessionEnd;
    private List<Attribute> attributes = List.of();
    private @Nullable String responseIssuer;
    private @Nullable String destination;
    private @Nullable String inResponseTo;

    @Test
    void assertion_for_the_app_is_a_login() {
        VerifiedLogin login = login();

        assertThat(login.provider()).isEqualTo("idp:1");
        assertThat(login.subject()).isEqualTo("alice");
        assertThat(login.client()).isEqualTo(AUDIENCE);
        assertThat(login.sessionId()).isNull();
        assertThat(login.issuedAt()).isEqualTo(NOW);
        assertThat(login.expiresAt()).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void issuer_is_the_providers_in_the_assertion_and_around_it() {
        responseIssuer = ISSUER;
        login();
        responseIssuer = "https://other.example";
        invalid("Issuer doesn't match");
        responseIssuer = null;
        issuer = "https://other.example";
        invalid("Issuer doesn't match");
    }

    @Test
    void audience_must_be_restricted_to_the_app_by_each_restriction() {
        audiences = List.of(Set.of(AUDIENCE, "urn:other"), Set.of(AUDIENCE));
        login();
        for (List<Set<String>> wrong : List.of(
                List.<Set<String>>of(),
                List.<Set<String>>of(Set.of()),
                List.of(Set.of("urn:other")),
                List.of(Set.of(AUDIENCE), Set.of("urn:other")))) {
            audiences = wrong;
            invalid("audience");
        }
    }

    @Test
    void assertion_must_be_made_out_to_the_app() {
        bearers = List.of(
                new Bearer("https://other.example/acs", "request-1", null, NOW.plusSeconds(300)),
                new Bearer(RECIPIENT, "request-1", null, NOW.plusSeconds(300)));
        login();
        for (List<Bearer> wrong : List.of(
                List.<Bearer>of(),
                List.of(new Bearer("https://app.example/acs/", "request-1", null, NOW.plusSeconds(300))),
                List.of(new Bearer(null, "request-1", null, NOW.plusSeconds(300))),
                List.of(new Bearer(RECIPIENT, "request-1", NOW, NOW.plusSeconds(300))),
                List.of(new Bearer(RECIPIENT, "request-1", null, null)))) {
            bearers = wrong;
            invalid("made out to somebody else");
        }
    }

    @Test
    void response_must_have_been_sent_to_the_app() {
        destination = RECIPIENT;
        login();
        destination = "https://other.example/acs";
        invalid("made out to somebody else");
    }

    @Test
    void assertion_without_a_request_counts_only_where_the_binding_says_so() {
        bearers = List.of(new Bearer(RECIPIENT, null, null, NOW.plusSeconds(300)));
        invalid("answers no request");
        idpInitiated = true;
        login();
    }

    @Test
    void response_and_assertion_answer_the_same_request() {
        inResponseTo = "request-1";
        login();
        inResponseTo = "request-2";
        invalid("answers another request");
        inResponseTo = "request-1";
        idpInitiated = true;
        bearers = List.of(new Bearer(RECIPIENT, null, null, NOW.plusSeconds(300)));
        invalid("answers another request");
    }

    @Test
    void the_earliest_end_counts() {
        notOnOrAfter = null;
        sessionEnd = NOW.plusSeconds(200);
        assertThat(login().expiresAt()).isEqualTo(NOW.plusSeconds(200));
        bearers = List.of(new Bearer(RECIPIENT, "request-1", null, NOW.plusSeconds(100)));
        assertThat(login().expiresAt()).isEqualTo(NOW.plusSeconds(100));
        notOnOrAfter = NOW.plusSeconds(50);
        assertThat(login().expiresAt()).isEqualTo(NOW.plusSeconds(50));
    }

    /** As AWS has it: within five minutes of issuance. */
    @Test
    void assertion_counts_for_five_minutes_however_long_it_says() {
        notOnOrAfter = NOW.plus(Duration.ofDays(1));
        bearers = List.of(new Bearer(RECIPIENT, "request-1", null, NOW.plus(Duration.ofDays(1))));

        assertThat(login().expiresAt()).isEqualTo(NOW.plusSeconds(300));
        clock.forward(Duration.ofMinutes(5));
        assertRefused(Reason.LOGIN_EXPIRED, this::login);
    }

    @Test
    void assertion_over_its_time_is_refused_unless_the_providers_clock_may_be_wrong() {
        notOnOrAfter = NOW.minusSeconds(20);
        assertRefused(Reason.LOGIN_EXPIRED, this::login);
        profile = new SamlProfile(Duration.ofSeconds(30), Principal.SUBJECT, "", "", Set.of());
        login();
        notOnOrAfter = NOW.minusSeconds(30);
        assertRefused(Reason.LOGIN_EXPIRED, this::login);
    }

    @Test
    void assertion_of_later_is_refused_unless_the_providers_clock_may_be_wrong() {
        notBefore = NOW.plusSeconds(20);
        invalid("not yet valid");
        notBefore = null;
        issuedAt = NOW.plusSeconds(20);
        invalid("not yet valid");
        profile = new SamlProfile(Duration.ofSeconds(30), Principal.SUBJECT, "", "", Set.of());
        login();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                SAML_1 + "unspecified",
                SAML_1 + "emailAddress",
                SAML_1 + "X509SubjectName",
                SAML_1 + "WindowsDomainQualifiedName",
                SAML_2 + "kerberos",
                SAML_2 + "persistent"
            })
    void name_that_lasts_is_the_user(String format) {
        nameId = new NameId("alice", format, ISSUER, AUDIENCE);
        profile = named(format);

        assertThat(login().subject()).isEqualTo("alice");
    }

    /** In another format the same text may be somebody else, and the request that asks for it is the app's. */
    @Test
    void name_of_another_format_than_the_realm_asks_for_is_nobody() {
        nameId = new NameId("alice@example.com", SAML_1 + "unspecified", null, null);
        profile = named(SAML_1 + "emailAddress");
        invalid("not of the format");

        profile = named("");
        assertThat(login().subject()).isEqualTo("alice@example.com");
        nameId = new NameId("alice@example.com", SAML_1 + "emailAddress", null, null);
        invalid("not of the format");
        profile = named(SAML_1 + "emailAddress");
        assertThat(login().subject()).isEqualTo("alice@example.com");
    }

    @Test
    void name_that_is_made_for_another_app_is_nobody() {
        nameId = new NameId("alice", "", null, "https://another-app.example");

        invalid("is made for another app");
    }

    private static SamlProfile named(String format) {
        return new SamlProfile(Duration.ZERO, Principal.SUBJECT, format, "", Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {SAML_2 + "transient", SAML_2 + "entity", SAML_2 + "encrypted", "urn:mine"})
    void name_that_does_not_last_is_nobody(String format) {
        nameId = new NameId("alice", format, null, null);

        invalid("names nobody for long");
    }

    @Test
    void name_that_somebody_else_gave_is_not_the_issuers() {
        nameId = new NameId("alice", "", "https://other.example", null);

        invalid("is not its issuer's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " alice", "alice\n", "a\0b"})
    void name_that_cannot_be_told_apart_is_nobody(String name) {
        nameId = new NameId(name, "", null, null);

        invalid("who the user is");
    }

    @Test
    void assertion_without_a_name_is_nobodys() {
        nameId = null;

        invalid("who the user is");
    }

    @Test
    void attribute_is_the_user_where_the_provider_is_configured_so() {
        nameId = new NameId("_random", SAML_2 + "transient", null, null);
        attributes = List.of(
                new Attribute("urn:oid:0.9", "uid", List.of("alice")), new Attribute("uid", null, List.of("mallory")));
        profile = new SamlProfile(Duration.ZERO, Principal.ATTRIBUTE, "", "urn:oid:0.9", Set.of());
        assertThat(login().subject()).isEqualTo("alice");
        profile = new SamlProfile(Duration.ZERO, Principal.FRIENDLY_ATTRIBUTE, "", "uid", Set.of());
        assertThat(login().subject()).isEqualTo("alice");
        assertThat(login().claims()).containsEntry("saml:sub_type", "transient").containsEntry("sub", "alice");
    }

    @Test
    void attribute_that_is_the_user_has_one_value() {
        profile = new SamlProfile(Duration.ZERO, Principal.ATTRIBUTE, "", "uid", Set.of());
        for (List<Attribute> wrong : List.of(
                List.<Attribute>of(),
                List.of(new Attribute("uid", null, List.of())),
                List.of(new Attribute("uid", null, List.of("alice", "bob"))),
                List.of(new Attribute("uid", null, List.of("alice")), new Attribute("uid", null, List.of("bob"))))) {
            attributes = wrong;
            invalid("who the user is");
        }
    }

    @Test
    void attributes_are_claims_by_both_their_names() {
        attributes = List.of(
                new Attribute("urn:mail", "mail", List.of("alice@example.com")),
                new Attribute("Role", null, List.of("admin")),
                new Attribute("Role", null, List.of("editor", "viewer")),
                new Attribute("empty", "nothing", List.of()));

        assertThat(login().claims())
                .containsEntry("urn:mail", "alice@example.com")
                .containsEntry("mail", "alice@example.com")
                .containsEntry("Role", List.of("admin", "editor", "viewer"))
                .doesNotContainKeys("empty", "nothing");
    }

    @Test
    void friendly_name_takes_no_name_and_stands_for_one_attribute_only() {
        attributes = List.of(
                new Attribute("urn:a", "role", List.of("admin")),
                new Attribute("role", null, List.of("viewer")),
                new Attribute("urn:b", "dept", List.of("1")),
                new Attribute("urn:c", "dept", List.of("2")));

        assertThat(login().claims()).containsEntry("role", "viewer").doesNotContainKey("dept");
    }

    /** IAM: "Available keys for SAML-based AWS STS federation". */
    @Test
    void what_the_assertion_itself_says_is_no_attributes_to_say() {
        nameId = new NameId("alice", SAML_2 + "persistent", null, null);
        profile = named(SAML_2 + "persistent");
        attributes = List.of("sub", "aud", "iss", "saml:sub", "saml:aud", "saml:iss", "saml:sub_type").stream()
                .map(name -> new Attribute(name, null, List.of("forged")))
                .toList();

        assertThat(login().claims())
                .isEqualTo(Map.of(
                        "sub", "alice",
                        "aud", AUDIENCE,
                        "iss", ISSUER,
                        "saml:sub", "alice",
                        "saml:aud", RECIPIENT,
                        "saml:iss", ISSUER,
                        "saml:sub_type", "persistent"));
        nameId = new NameId("alice", SAML_1 + "unspecified", null, null);
        profile = named("");
        assertThat(login().claims()).containsEntry("saml:sub_type", SAML_1 + "unspecified");
    }

    @Test
    void claims_tell_no_format_of_a_name_that_is_not_there() {
        nameId = null;
        attributes = List.of(new Attribute("uid", null, List.of("alice")));
        profile = new SamlProfile(Duration.ZERO, Principal.ATTRIBUTE, "", "uid", Set.of());

        assertThat(login().claims()).containsEntry("saml:sub_type", "");
    }

    @Test
    void nothing_of_an_assertion_stands_in_its_text() {
        assertThat(FakeAssertions.signed(FakeAssertions.assertion(NOW, "a-1")).toString())
                .doesNotContain("alice");
    }

    private VerifiedLogin login() {
        SamlAssertion assertion = new SamlAssertion(
                "a-1", issuer, issuedAt, nameId, bearers, audiences, notBefore, notOnOrAfter, sessionEnd, attributes);
        SignedAssertion signed = new SignedAssertion(
                FakeAssertions.signed(assertion).key(), assertion, responseIssuer, destination, inResponseTo);
        return verifier.prove(
                        signed,
                        new SamlExpectation(
                                "idp:1", Set.of(ISSUER), Set.of(AUDIENCE), Set.of(RECIPIENT), idpInitiated, profile))
                .login();
    }

    private void invalid(String message) {
        assertThat(assertRefused(Reason.LOGIN_INVALID, this::login)).hasMessageContaining(message);
    }
}
