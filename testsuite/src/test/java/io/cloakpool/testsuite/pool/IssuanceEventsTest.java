package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.events.EventType;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.testframework.annotations.InjectEvents;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.events.EventAssertion;
import org.keycloak.testframework.events.Events;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.remote.timeoffset.InjectTimeOffSet;
import org.keycloak.testframework.remote.timeoffset.TimeOffSet;

/** What a realm writes down about issuances and refusals: everything that an auditor asks for, and no secret. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class IssuanceEventsTest {
    /** Whatever in an answer, JSON or XML, nobody else may know. */
    private static final Pattern SECRET =
            Pattern.compile("[\"<](?:SecretKey|SecretAccessKey|SessionToken|Token)(?:\":\"|>)([^\"<]+)");

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectEvents
    Events events;

    @InjectTimeOffSet
    TimeOffSet time;

    private Doors doors;
    private People people;
    private People.Person person;
    private People.Tokens tokens;

    @BeforeEach
    void signIn() {
        doors = Doors.of(realm);
        people = new People(realm);
        person = people.newPerson();
        tokens = people.signIn(person);
        events.clear();
    }

    @Test
    void an_identity_is_an_event() {
        Http.Answer answer = doors.getId(tokens.id());

        issuance(answer, "GetId", answer.json().path("IdentityId").asText())
                .details("kind", "identity")
                .details("issuer", "pool")
                .withoutDetails("role", "lifetime");
    }

    @Test
    void credentials_are_an_event_with_role_issuer_and_lifetime() {
        String identity = doors.identity(tokens.id());
        events.clear();

        Http.Answer answer = doors.credentials(identity, tokens.id());

        issuance(answer, "GetCredentialsForIdentity", identity)
                .details("kind", "credentials")
                .details("role", Doors.ROLE)
                .details("issuer", "embedded")
                .details("lifetime", "3600");
    }

    @Test
    void credentials_for_a_bearer_are_an_event_with_the_narrower_lifetime() {
        String identity = doors.identity(tokens.id());
        events.clear();

        Http.Answer answer = doors.bearer(tokens.access(), Map.of("durationSeconds", 60));

        issuance(answer, "GetCredentialsForBearer", identity)
                .details("kind", "credentials")
                .details("role", Doors.ROLE)
                .details("issuer", "embedded")
                .details("lifetime", "60");
    }

    @Test
    void the_classic_flow_is_two_events() {
        String identity = doors.identity(tokens.id());
        events.clear();

        Http.Answer token = doors.openIdToken(identity, tokens.id());

        issuance(token, "GetOpenIdToken", identity)
                .details("kind", "openid_token")
                .details("issuer", "pool")
                .details("lifetime", "600")
                .withoutDetails("role");

        Http.Answer credentials = doors.assumeRole(token.json().path("Token").asText());

        issuance(credentials, "AssumeRoleWithWebIdentity", identity)
                .details("kind", "credentials")
                .details("role", Doors.ROLE)
                .details("issuer", "embedded")
                .details("lifetime", "3600");
    }

    @Test
    void a_guest_is_an_event_of_nobody() {
        Http.Answer answer = doors.cognito("GetId", Map.of("IdentityPoolId", doors.poolId()));

        EventRepresentation event = events.poll();
        EventAssertion.assertSuccess(event)
                .type(EventType.TOKEN_EXCHANGE)
                .userId(null)
                .details("identity_pool", doors.poolId())
                .details("request_id", answer.header("x-amzn-requestid"));
        assertThat(events.poll()).isNull();
    }

    @Test
    void a_refusal_of_a_known_user_is_an_error_with_its_reason() {
        String identity = doors.identity(tokens.id());
        people.disable(person);
        events.clear();

        Http.Answer answer = doors.credentials(identity, tokens.id());

        assertThat(answer.status()).isEqualTo(400);
        refusal(answer, "GetCredentialsForIdentity")
                .error("login_revoked")
                .userId(person.userId())
                .details("identity", beginning(identity))
                .details("identity_pool", doors.poolId());
    }

    @Test
    void a_retired_identity_is_refused_by_name() {
        String identity = doors.identity(tokens.id());
        Http.Answer retired = doors.admin(
                "POST", "/identity-pools/identities/" + identity + "/retire", Map.of(), people.administrator());
        assertThat(retired.status()).isEqualTo(204);
        events.clear();

        Http.Answer answer = doors.getId(tokens.id());

        assertThat(answer.status()).isEqualTo(400);
        refusal(answer, "GetId")
                .error("identity_forbidden")
                .userId(person.userId())
                .details("reason", "Access to Identity '" + beginning(identity) + "' is forbidden")
                .details("identity", beginning(identity))
                .details("identity_pool", doors.poolId());
    }

    /** Whoever is nobody must not fill the table: one stored refusal a minute and address. */
    @Test
    void refusals_of_anonymous_callers_are_stored_once_a_minute() {
        // Far ahead, so that no refusal of another test stands in this minute.
        time.set(Duration.ofDays(2));
        events.clear();

        Http.Answer first = doors.getId("not.a.token");
        Http.Answer second = doors.getId("not.a.token");

        assertThat(second.status()).isEqualTo(400);
        refusal(first, "GetId").error("login_invalid").userId(null);
        assertThat(events.poll()).isNull();

        time.set(Duration.ofDays(2).plusSeconds(61));
        refusal(doors.getId("not.a.token"), "GetId").error("login_invalid");
    }

    private EventAssertion issuance(Http.Answer answer, String operation, String identity) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        EventRepresentation event = Objects.requireNonNull(events.poll(), "no event");
        assertThat(events.poll()).isNull();
        assertNoSecret(event, answer);
        return EventAssertion.assertSuccess(event)
                .type(EventType.TOKEN_EXCHANGE)
                .clientId("webapp")
                .userId(person.userId())
                .hasIpAddress()
                .details("operation", operation)
                .details("request_id", answer.header("x-amzn-requestid"))
                .details("identity_pool", doors.poolId())
                .details("identity", identity);
    }

    private EventAssertion refusal(Http.Answer answer, String operation) {
        EventRepresentation event = Objects.requireNonNull(events.poll(), "no event");
        assertNoSecret(event, answer);
        return EventAssertion.assertError(event)
                .type(EventType.TOKEN_EXCHANGE_ERROR)
                .hasIpAddress()
                .details("operation", operation)
                .details("request_id", answer.header("x-amzn-requestid"));
    }

    /** An identity that was asked for is not told whole: who knows the id of a guest may be the guest. */
    private static String beginning(String identity) {
        return identity.substring(0, identity.indexOf(':') + 1 + 8) + "…";
    }

    private void assertNoSecret(EventRepresentation event, Http.Answer answer) {
        List<String> secrets = new ArrayList<>(List.of(tokens.id(), tokens.access(), tokens.refresh(), "not.a.token"));
        SECRET.matcher(answer.body()).results().forEach(match -> secrets.add(match.group(1)));
        assertThat(event.getDetails().values())
                .allSatisfy(value -> assertThat(value).doesNotContain(secrets));
    }
}
