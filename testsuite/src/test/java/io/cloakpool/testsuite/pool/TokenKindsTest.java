package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.annotations.TestSetup;
import org.keycloak.testframework.realm.ManagedRealm;

/** Each kind of token at each door that takes tokens. Most of the wrong ones carry a signature that holds. */
@KeycloakIntegrationTest(config = PoolServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
public class TokenKindsTest {
    private static final long HOUR = 3600;

    /** The doors, and the one kind of token that each takes. */
    enum Door {
        GET_ID(Kind.ID),
        GET_CREDENTIALS(Kind.ID),
        GET_OPEN_ID_TOKEN(Kind.ID),
        STS(Kind.POOL),
        BEARER_GET(Kind.ACCESS),
        BEARER_POST(Kind.ACCESS),
        ADMIN_REST(Kind.ADMINISTRATOR),
        ADMIN_OPERATION(Kind.ADMINISTRATOR);

        private final Kind takes;

        Door(Kind takes) {
            this.takes = takes;
        }
    }

    /** What is presented: first the kinds that a realm hands out, then changes of the kind that the door takes. */
    enum Kind {
        ID,
        ACCESS,
        REFRESH,
        POOL,
        ADMINISTRATOR,
        GARBAGE,
        EMPTY_PARTS,
        NO_SIGNATURE,
        HMAC_OF_PUBLIC_KEY,
        OTHER_SUBJECT_UNDER_THE_OLD_SIGNATURE,
        LATER_END_UNDER_THE_OLD_SIGNATURE,
        UNKNOWN_KEY,
        PATH_AS_KEY,
        SIGNED_BY_THE_OTHER_ISSUER,
        OTHER_REALM,
        OTHER_CLIENT,
        EXPIRED,
        NOT_YET_VALID,
        WRONG_AUDIENCE,
        WRONG_ISSUER
    }

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectRealm(ref = "other", config = OtherRealm.class)
    ManagedRealm otherRealm;

    private Doors doors;
    private Doors otherDoors;
    private String identity;
    private People.Tokens tokens;
    private People.Tokens ofOtherClient;
    private People.Tokens ofOtherRealm;

    @TestSetup
    public void signIn() {
        doors = Doors.of(realm);
        otherDoors = Doors.of(otherRealm);
        People people = new People(realm);
        People.Person person = people.newPerson();
        tokens = people.signIn(person);
        identity = doors.identity(tokens.id());
        ofOtherClient = people.signIn(person, DemoExport.OTHER_APP);
        ofOtherRealm = new People(otherRealm).signIn();
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void the_right_token_opens_the_door(Door door) {
        assertThat(verdict(door, present(door, token(door, door.takes)))).isEqualTo("200");
    }

    static Stream<Arguments> wrongTokens() {
        return Arrays.stream(Door.values()).flatMap(door -> Arrays.stream(Kind.values())
                .filter(kind -> kind != door.takes)
                .filter(kind -> !isKeycloaksAffair(door, kind))
                .map(kind -> Arguments.of(door, kind)));
    }

    /** An administrator's access token is one at the bearer door, and Keycloak's administration asks for no client. */
    private static boolean isKeycloaksAffair(Door door, Kind kind) {
        return door.takes == Kind.ADMINISTRATOR
                && Set.of(Kind.OTHER_CLIENT, Kind.WRONG_AUDIENCE).contains(kind);
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void every_other_token_is_refused_in_the_protocol_of_the_door(Door door, Kind kind) {
        String token = token(door, kind);

        Http.Answer answer = present(door, token);

        assertThat(verdict(door, answer)).isEqualTo(refusal(door, kind));
        assertThat(answer.body()).doesNotContain(token, "SessionToken", "SecretKey", "SecretAccessKey", "IdentityId");
        if (door != Door.ADMIN_REST) {
            // There Keycloak refuses before the pack is asked.
            assertThat(answer.header("cache-control")).contains("no-store");
        }
    }

    private static String refusal(Door door, Kind kind) {
        return switch (door) {
            case GET_ID, GET_CREDENTIALS, GET_OPEN_ID_TOKEN -> "400 NotAuthorizedException";
            case BEARER_GET, BEARER_POST -> "401 invalid_token";
            case STS ->
                switch (kind) {
                    case EXPIRED -> "400 ExpiredTokenException";
                    // An ID token is a good proof of a login here, and the role trusts no login.
                    case ID, WRONG_AUDIENCE -> "403 AccessDenied";
                    default -> "400 InvalidIdentityToken";
                };
            case ADMIN_REST -> Set.of(Kind.ACCESS, Kind.OTHER_REALM).contains(kind) ? "403" : "401";
            case ADMIN_OPERATION ->
                kind == Kind.ACCESS ? "400 AccessDeniedException" : "400 UnrecognizedClientException";
        };
    }

    private static String verdict(Door door, Http.Answer answer) {
        if (answer.status() == 200) {
            return "200";
        }
        return switch (door) {
            case GET_ID, GET_CREDENTIALS, GET_OPEN_ID_TOKEN, ADMIN_OPERATION -> {
                assertThat(answer.header("x-amzn-errortype"))
                        .isEqualTo(answer.json().path("__type").asText());
                yield answer.status() + " " + answer.json().path("__type").asText();
            }
            case BEARER_GET, BEARER_POST -> {
                assertThat(answer.header("www-authenticate")).startsWith("Bearer realm=");
                yield answer.status() + " " + answer.json().path("error").asText();
            }
            case STS -> Doors.stsVerdict(answer);
            case ADMIN_REST -> Integer.toString(answer.status());
        };
    }

    private String token(Door door, Kind kind) {
        String right = genuine(door.takes, doors, realm, tokens);
        KnownKey key = door == Door.STS ? DemoRealm.POOL_KEY : DemoRealm.REALM_KEY;
        KnownKey wrongKey = door == Door.STS ? DemoRealm.REALM_KEY : DemoRealm.POOL_KEY;
        long now = Instant.now().getEpochSecond();
        return switch (kind) {
            case ID, ACCESS, REFRESH, POOL, ADMINISTRATOR -> genuine(kind, doors, realm, tokens);
            case GARBAGE -> "not.a.token";
            case EMPTY_PARTS -> "....";
            case NO_SIGNATURE -> KnownKey.withoutSignature(right);
            case HMAC_OF_PUBLIC_KEY -> key.hmacOfPublicKey(right);
            case OTHER_SUBJECT_UNDER_THE_OLD_SIGNATURE -> KnownKey.withClaims(right, c -> c.put("sub", "somebody"));
            case LATER_END_UNDER_THE_OLD_SIGNATURE -> KnownKey.withClaims(right, c -> c.put("exp", now + HOUR));
            case UNKNOWN_KEY -> key.resignHeader(right, header -> header.put("kid", "nobody"));
            case PATH_AS_KEY -> key.resignHeader(right, header -> header.put("kid", "../../etc/passwd"));
            case SIGNED_BY_THE_OTHER_ISSUER -> wrongKey.resign(right, claims -> {});
            case OTHER_REALM -> genuine(door.takes, otherDoors, otherRealm, ofOtherRealm);
            // The pool's token names the client of the login it was made from.
            case OTHER_CLIENT ->
                door == Door.STS
                        ? key.resign(right, c -> c.put("cloakpool:client", DemoExport.OTHER_APP))
                        : genuine(door.takes, doors, realm, ofOtherClient);
            case EXPIRED -> key.resign(right, claims -> claims.put("exp", now - HOUR));
            case NOT_YET_VALID -> key.resign(right, claims -> claims.put("nbf", now + HOUR));
            case WRONG_AUDIENCE ->
                key.resign(right, claims -> claims.put(
                                "aud", door == Door.STS ? "us-east-1:" + new UUID(1, 2) : DemoExport.OTHER_APP)
                        .put("azp", DemoExport.OTHER_APP));
            case WRONG_ISSUER -> key.resign(right, claims -> claims.put("iss", "https://id.example.org/realms/demo"));
        };
    }

    private static String genuine(Kind kind, Doors of, ManagedRealm realm, People.Tokens tokens) {
        return switch (kind) {
            case ID -> tokens.id();
            case ACCESS -> tokens.access();
            case REFRESH -> tokens.refresh();
            case POOL -> of.openIdToken(tokens.id());
            case ADMINISTRATOR -> new People(realm).administrator();
            default -> throw new IllegalArgumentException(kind + " is not handed out");
        };
    }

    private Http.Answer present(Door door, String token) {
        return switch (door) {
            case GET_ID -> doors.getId(token);
            case GET_CREDENTIALS -> doors.credentials(identity, token);
            case GET_OPEN_ID_TOKEN -> doors.openIdToken(identity, token);
            case STS -> doors.assumeRole(token);
            case BEARER_GET -> doors.bearer(token);
            case BEARER_POST -> doors.bearer(token, Map.of("durationSeconds", 900));
            case ADMIN_REST -> doors.admin("GET", "/identity-pools", "", token);
            case ADMIN_OPERATION ->
                doors.cognito(
                        "DescribeIdentityPool",
                        Map.of("IdentityPoolId", doors.poolId()),
                        "Authorization",
                        "Bearer " + token);
        };
    }
}
