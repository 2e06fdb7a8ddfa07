package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.StsException;

/** What ends the use of a token or of a credential before its time: the next call is refused. */
@ExtendWith(RunningDemo.Extension.class)
class LifeCycleTest {
    @Test
    void a_retired_identity_is_refused_everywhere_and_stays_so(RunningDemo demo) {
        People people = new People(demo);
        Session session = Session.of(demo, people.signIn(people.newPerson()).id());
        session.putAndGet("a");

        People.expect(Http.json(
                "POST",
                URI.create(demo.admin() + "/identity-pools/identities/" + session.identity() + "/retire"),
                Map.of(),
                people.bearer()));

        session.assertDead();
        assertRefused(getId(demo, session.token()));
    }

    @Test
    void sixty_four_first_calls_of_one_user_make_one_identity(RunningDemo demo) throws Exception {
        People people = new People(demo);
        String token = people.signIn(people.newPerson()).id();
        ExecutorService callers = Executors.newFixedThreadPool(64);
        try {
            List<Callable<String>> calls = IntStream.range(0, 64)
                    .<Callable<String>>mapToObj(i -> () -> {
                        Http.Answer answer = getId(demo, token);
                        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                        return answer.json().path("IdentityId").asText();
                    })
                    .toList();
            Set<String> ids = new HashSet<>();
            for (Future<String> id : callers.invokeAll(calls)) {
                ids.add(id.get());
            }
            assertThat(ids).hasSize(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void rotated_keys_go_on_opening_what_they_sealed(RunningDemo demo) {
        People people = new People(demo);
        Session before = Session.of(demo, people.signIn(people.newPerson()).id());
        int published = poolKeys(demo).size();

        for (String kind : List.of("sealing", "signing")) {
            People.expect(Http.json(
                    "POST",
                    URI.create(demo.admin() + "/identity-pools/keys/" + kind + "/rotate"),
                    Map.of(),
                    people.bearer()));
        }

        before.putAndGet("a");
        Session.of(demo, people.signIn(people.newPerson()).id()).putAndGet("a");
        assertThat(poolKeys(demo)).hasSize(published + 1);
        Set<String> realmKeys = new HashSet<>();
        Http.get(URI.create(demo.realm() + "/protocol/openid-connect/certs"))
                .json()
                .path("keys")
                .forEach(key -> realmKeys.add(key.path("kid").asText()));
        assertThat(realmKeys).doesNotContainAnyElementsOf(poolKeys(demo));
    }

    private static Http.Answer getId(RunningDemo demo, String token) {
        return Http.cognito(
                demo,
                "GetId",
                Map.of("IdentityPoolId", demo.get("IDENTITY_POOL_ID"), "Logins", Map.of(demo.loginKey(), token)));
    }

    private static void assertRefused(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("__type").asText()).isEqualTo("NotAuthorizedException");
    }

    private static Set<String> poolKeys(RunningDemo demo) {
        Set<String> kids = new HashSet<>();
        Http.get(URI.create(demo.realm() + "/cognito-identity/jwks"))
                .json()
                .path("keys")
                .forEach(key -> {
                    assertThat(key.path("x5c").size()).isPositive();
                    kids.add(key.path("kid").asText());
                });
        return kids;
    }

    /** Keeps the exception types that {@link Session} looks for in one place. */
    static String errorCode(Exception refusal) {
        if (refusal instanceof S3Exception s3) {
            return s3.awsErrorDetails().errorCode();
        }
        if (refusal instanceof StsException sts) {
            return sts.awsErrorDetails().errorCode();
        }
        throw new AssertionError("not an answer of the service", refusal);
    }
}
