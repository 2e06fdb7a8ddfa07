package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.ceph.Ceph;
import io.cloakpool.testsuite.ceph.Iam;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.GatewayCalls.Dialect;
import io.cloakpool.testsuite.pool.SignedRequests.Header;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.RealmConfig;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The same role policy, session policy and signed request to Cloakpool and to a Ceph gateway: both must allow it, or both refuse
 * it. Cloakpool reads policies as AWS documents them; where Ceph does otherwise, the cases leave it out, and {@code
 * docs/sts.md} to those who use both.
 */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class PolicyOracleTest {
    private static final long SEED = 20_261_129;
    private static final int PAIRS = 60;
    private static final String ROLE = "DemoUser";
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
    private static final String ALLOWED = "allowed";
    private static final String REFUSED = "refused";

    /** What is asked with each pair of policies. The objects that are read are there; what is deleted never was. */
    private static final List<Request> REQUESTS = List.of(
            new Request("GET", "/a/1"),
            new Request("GET", "/b/1"),
            new Request("GET", "/c"),
            new Request("HEAD", "/a/1"),
            new Request("PUT", "/a/2"),
            new Request("PUT", "/b/2"),
            new Request("DELETE", "/a/none"),
            new Request("GET", "?max-keys=1000"),
            new Request("GET", "?max-keys=100&prefix=a/"),
            new Request("GET", "?max-keys=5&prefix=b/"),
            new Request("GET", "?list-type=2&max-keys=10&prefix=c"));

    /** A request below the bucket. */
    record Request(String method, String target) {
        String path() {
            return "/" + RandomPolicies.BUCKET + target;
        }

        @Override
        public String toString() {
            return method + " " + path();
        }
    }

    /** The realm that Ceph trusts here. */
    static final class OracleRealm implements RealmConfig {
        @Override
        public RealmBuilder configure(RealmBuilder realm) {
            return DemoExport.realm("oracle", "us-east-1_CloakOracle", KnownKey.create(), KnownKey.create());
        }
    }

    @InjectRealm(config = OracleRealm.class)
    ManagedRealm realm;

    private static boolean prepared;

    private Ceph ceph;
    private Iam iam;
    private Doors doors;
    private People people;

    @BeforeEach
    void prepare() {
        ceph = Ceph.running();
        iam = new Iam(ceph);
        doors = Doors.of(realm);
        people = new People(realm);
        if (prepared) {
            return;
        }
        prepared = true;
        iam.trust(doors.realm() + "/cognito-identity", doors.poolId(), "0".repeat(40));
        SignedRequests operator = SignedRequests.s3(Ceph.OPERATOR);
        for (String target : List.of("", "/a/1", "/b/1", "/c")) {
            assertThat(atCeph(operator, new Request("PUT", target))).as(target).isEqualTo(ALLOWED);
        }
    }

    @Test
    void both_decide_alike() {
        RandomPolicies policies = new RandomPolicies(SEED);
        List<String> differences = new ArrayList<>();
        int allowed = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            String role = policies.next();
            String session = policies.next();
            SignedRequests there = theirs("Oracle" + pair, role, session);
            SignedRequests here = ours(role, session);
            for (Request request : REQUESTS) {
                String expected = atCeph(there, request);
                String found = atCloakpool(here, request);
                allowed += found.equals(ALLOWED) ? 1 : 0;
                if (!found.equals(expected)) {
                    differences.add(
                            request + " is " + found + ", at Ceph " + expected + "\n  " + role + "\n  " + session);
                }
            }
        }
        assertThat(differences).as("seed %d", SEED).isEmpty();
        assertThat(allowed)
                .as("allowed, of %d", PAIRS * REQUESTS.size())
                .isBetween(PAIRS, PAIRS * (REQUESTS.size() - 1));
    }

    /**
     * Ceph 16 reads no {@code NotAction}, lets an absent key fail every negated operator and pass {@code Null} of {@code false},
     * has a number of keys in mind for lists that name none, and has no key for a connection that is not secure.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NotAction | GET | /a/1 | allowed | {'Effect':'Allow','NotAction':'s3:DeleteObject','Resource':'*'}",
                "DenyNotAction | PUT | /a/2 | refused | {'Effect':'Allow','Action':'s3:*','Resource':'*'},"
                        + "{'Effect':'Deny','NotAction':'s3:GetObject','Resource':'*'}",
                "NotEquals | GET | /a/1 | allowed | {'Effect':'Allow','Action':'s3:*','Resource':'*',"
                        + "'Condition':{'StringNotEquals':{'s3:prefix':'a/'}}}",
                "NotLike | GET | /a/1 | allowed | {'Effect':'Allow','Action':'s3:*','Resource':'*',"
                        + "'Condition':{'StringNotLike':{'s3:prefix':'a*'}}}",
                "NullFalse | GET | /a/1 | allowed | {'Effect':'Allow','Action':'s3:*','Resource':'*'},"
                        + "{'Effect':'Deny','Action':'s3:GetObject','Resource':'*','Condition':{'Null':{'s3:prefix':'false'}}}",
                "MaxKeys | GET | ?prefix=a/ | refused | {'Effect':'Allow','Action':'s3:ListBucket','Resource':'*',"
                        + "'Condition':{'NumericGreaterThan':{'s3:max-keys':'5'}}}",
                "Insecure | GET | /a/1 | allowed | {'Effect':'Allow','Action':'s3:*','Resource':'*',"
                        + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}"
            })
    void where_they_differ_ours_is_what_aws_documents(
            String name, String method, String target, String ours, String statements) {
        String policy = ("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"');
        Request request = new Request(method, target);

        assertThat(atCloakpool(ours(EVERYTHING, policy), request)).isEqualTo(ours);
        assertThat(atCeph(theirs("Differing" + name, EVERYTHING, policy), request))
                .as("if this has changed, so should docs/sts.md")
                .isNotEqualTo(ours);
    }

    /** Credentials of a session at Ceph. */
    private SignedRequests theirs(String name, String role, String session) {
        String issuer = doors.realm().replaceFirst("^http://", "") + "/cognito-identity";
        String trust =
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:AssumeRoleWithWebIdentity"],\
                "Principal":{"Federated":["arn:aws:iam:::oidc-provider/%s"]},\
                "Condition":{"StringEquals":{"%s:aud":"%s"}}}]}"""
                        .formatted(issuer, issuer, doors.poolId());
        Http.Answer answer = Http.form(
                ceph.endpoint().resolve("/"),
                Map.of(
                        "Action",
                        "AssumeRoleWithWebIdentity",
                        "Version",
                        "2011-06-15",
                        "RoleArn",
                        iam.role(name, trust, role),
                        "RoleSessionName",
                        "oracle",
                        "Policy",
                        session,
                        "WebIdentityToken",
                        doors.openIdToken(people.signIn().id())));
        assertThat(answer.status()).as("%s: %s", answer.body(), session).isEqualTo(200);
        return SignedRequests.s3(CephTest.credentials(answer.body()));
    }

    /** Credentials of a session here. */
    private SignedRequests ours(String role, String session) {
        String administrator = people.administrator();
        String path = "/identity-pools/roles/" + ROLE;
        ObjectNode stored =
                (ObjectNode) doors.admin("GET", path, "", administrator).json();
        Http.Answer saved = doors.admin("PUT", path, stored.put("policy", role), administrator);
        assertThat(saved.status()).as("%s: %s", saved.body(), role).isEqualTo(200);
        Http.Answer answer = doors.bearer(people.signIn().access(), Map.of("policy", session));
        assertThat(answer.status()).as("%s: %s", answer.body(), session).isEqualTo(200);
        return SignedRequests.s3(AwsSessionCredentials.create(
                answer.json().path("AccessKeyId").asText(),
                answer.json().path("SecretAccessKey").asText(),
                answer.json().path("SessionToken").asText()));
    }

    private String atCeph(SignedRequests signer, Request request) {
        URI uri = ceph.endpoint().resolve(request.path());
        HttpRequest.Builder call =
                HttpRequest.newBuilder(uri).method(request.method(), HttpRequest.BodyPublishers.noBody());
        signer.headers(request.method(), uri.getAuthority(), request.path())
                .forEach(header -> call.header(header.name(), header.value()));
        Http.Answer answer = Http.send(call.build());
        assertThat(answer.status()).as("%s: %s", request, answer.body()).isIn(200, 204, 403);
        return answer.status() == 403 ? REFUSED : ALLOWED;
    }

    /** As a gateway in Ceph's place would ask. */
    private String atCloakpool(SignedRequests signer, Request request) {
        String host = ceph.endpoint().getAuthority();
        List<Header> headers =
                new ArrayList<>(Dialect.NGINX.describe(request.method(), request.path(), host, "http", "127.0.0.1"));
        headers.addAll(signer.headers(request.method(), host, request.path()));
        String verdict = GatewayCalls.verdict(doors.gateway().ask(headers));
        assertThat(verdict).as("%s", request).isIn("200", "403 AccessDenied");
        return verdict.equals("200") ? ALLOWED : REFUSED;
    }
}
