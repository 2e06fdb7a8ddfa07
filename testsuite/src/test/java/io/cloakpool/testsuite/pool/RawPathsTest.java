package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.annotations.TestSetup;
import org.keycloak.testframework.realm.ManagedRealm;

/** Paths that two readers may read in two ways: what is judged is what was signed, byte for byte, or nothing at all. */
@KeycloakIntegrationTest(config = PoolServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
public class RawPathsTest {
    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    private Doors doors;
    private Doors.Session session;

    @TestSetup
    public void exchange() {
        doors = Doors.of(realm);
        session = doors.session(new People(realm).signIn().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo/public/hello.txt",
                "http://s3.example.org/demo/public/hello.txt",
                "*",
                "?x",
                "/demo/public/a#b"
            })
    void a_uri_that_is_no_path_of_this_server_is_refused(String told) {
        assertRefused(ask(GatewayCalls.PUBLIC, told), "InvalidRequest");
    }

    /** First what the client says, then how S3's rules write that down to be signed: the signature holds. */
    @ParameterizedTest
    @CsvSource({
        "/demo/public/../users/somebody-else/a, /demo/public/../users/somebody-else/a",
        "/demo/public/./hello.txt, /demo/public/./hello.txt",
        "/demo/public/hello.txt/., /demo/public/hello.txt/.",
        "/demo/../demo/public/hello.txt, /demo/../demo/public/hello.txt",
        "/demo/public/%2e%2e/users/somebody-else/a, /demo/public/../users/somebody-else/a",
        "/demo/public/.%2E/users/somebody-else/a, /demo/public/../users/somebody-else/a",
        "/demo/public/..%2fusers/somebody-else/a, /demo/public/..%2Fusers/somebody-else/a",
        "/demo/public/%252e%252e/x, /demo/public/%252e%252e/x",
        "/demo/public/..%5cusers%5ca, /demo/public/..%5Cusers%5Ca",
        "/demo%2Fpublic/hello.txt, /demo%2Fpublic/hello.txt",
        "/demo/public/%00, /demo/public/%00",
        "/demo/public/hello.txt%00.jpg, /demo/public/hello.txt%00.jpg",
        "/demo/public/%0a, /demo/public/%0A",
        "/demo/public/%7f, /demo/public/%7F",
        "/demo/public/%ff, /demo/public/%FF",
        "/demo/public/%c0%ae%c0%ae/x, /demo/public/%C0%AE%C0%AE/x",
        "/demo/public/%ed%a0%80, /demo/public/%ED%A0%80",
        "/demo/public/a+b, /demo/public/a%2Bb"
    })
    void a_signed_path_that_two_servers_could_read_in_two_ways_is_refused(String told, String signed) {
        assertRefused(ask(signed, told), "InvalidRequest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/demo/public/%zz", "/demo/public/%2", "/demo/public/%"})
    void a_broken_escape_is_refused(String path) {
        assertRefused(ask(path, path), "AuthorizationHeaderMalformed");
    }

    /** One spelling of many; the signature is over the one canonical form of the same bytes. */
    @ParameterizedTest
    @CsvSource({
        "/demo/public//x, /demo/public//x",
        "/demo/public/x/, /demo/public/x/",
        "/demo/public/a%20b, /demo/public/a%20b",
        "/demo/public/a%2bb, /demo/public/a%2Bb",
        "/demo/public/%61, /demo/public/a",
        "/demo/public/%C3%A9, /demo/public/%C3%A9",
        "/demo/public/...x, /demo/public/...x",
        "/demo/public/a%2Fb, /demo/public/a%2Fb",
        "/demo/public/a%252Fb, /demo/public/a%252Fb"
    })
    void a_path_with_one_reading_is_judged_as_it_stands(String told, String signed) {
        assertThat(GatewayCalls.verdict(ask(signed, told))).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({
        "/demo/public/a%20b, /demo/public/a+b",
        "/demo/public/a%2Bb, /demo/public/a%20b",
        "/demo/public/a/b, /demo/public/a//b",
        "/demo/public/a//b, /demo/public/a/b",
        "/demo/public/a/b, /demo/public/a%2Fb",
        "/demo/public/a%2Fb, /demo/public/a%252Fb",
        "/demo/public/a%252Fb, /demo/public/a%2Fb",
        "/demo/public/a, /demo/public/a/",
        "/demo/public/A, /demo/public/a",
        "/demo/public/a, /demo/public/a?acl",
        "/demo/public/a, /demo/public/a?versionId=1",
        "/demo/public/a, /demo/users/somebody-else/a"
    })
    void a_path_that_was_not_signed_does_not_match(String signed, String told) {
        assertRefused(ask(signed, told), "SignatureDoesNotMatch");
    }

    /** The own prefix is a value in the policy: no spelling of it may reach out of it, and none may be locked out of it. */
    @Test
    void the_own_prefix_is_its_bytes() {
        String own = "/demo/users/" + session.identity();

        assertThat(GatewayCalls.verdict(ask(own.replace(":", "%3A") + "/a", own.replace(":", "%3A") + "/a")))
                .isEqualTo("200");
        assertRefused(ask(own.replace(":", "%3A") + "x/a", own.replace(":", "%3A") + "x/a"), "AccessDenied");
        assertRefused(ask("/demo/users//a", "/demo/users//a"), "AccessDenied");
        assertRefused(ask("/demo/users/%2A/a", "/demo/users/*/a"), "AccessDenied");
    }

    private Http.Answer ask(String signed, String told) {
        return doors.gateway().ask(doors.gateway().about(session.signer(), signed, told));
    }

    private static void assertRefused(Http.Answer answer, String code) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-cloakpool-error-code")).isEqualTo(code);
        assertThat(answer.header("x-cloakpool-principal-arn")).isEmpty();
    }
}
