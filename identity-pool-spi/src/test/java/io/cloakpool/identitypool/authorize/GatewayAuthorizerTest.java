package io.cloakpool.identitypool.authorize;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.StreamingPayload;
import io.cloakpool.identitypool.fakes.RecordingDecisions;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.UserStates;
import io.cloakpool.identitypool.spi.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayAuthorizerTest {
    private final Asking asking = new Asking();
    private final String own = "/bkt/users/" + asking.identity;

    @Test
    void own_object_is_allowed_and_the_answer_names_the_principal() {
        Permit permit = asking.decide(asking.signed("GET", own + "/a"));

        assertThat(permit.principalArn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/user/CognitoIdentityCredentials");
        assertThat(permit.roleArn()).isEqualTo("arn:aws:iam::123456789012:role/user");
        assertThat(permit.identityId()).isEqualTo(asking.identity.toString());
        assertThat(permit.poolId()).isEqualTo(TestData.POOL_ID.toString());
        assertThat(permit.cacheSeconds()).isEqualTo(1);
    }

    @Test
    void each_decision_is_recorded_once_and_says_who_asked_for_what() {
        asking.decide(asking.signed("GET", own + "/a"));
        assertRefused(Reason.ACCESS_DENIED, () -> asking.decide(asking.signed("PUT", "/bkt/public/a")));

        assertThat(asking.decisions.entries)
                .extracting(RecordingDecisions.Entry::reason)
                .containsExactly(null, Reason.ACCESS_DENIED);
        assertThat(asking.decisions.last().subject())
                .isEqualTo(new DecisionLog.Subject(
                        DecisionLog.Door.AUTHORIZE,
                        "PutObject",
                        "s3",
                        "192.0.2.7",
                        TestData.POOL_ID.toString(),
                        asking.identity.toString(),
                        "user",
                        "alice",
                        "webapp",
                        false));
    }

    @Test
    void refusal_of_a_credential_that_has_ended_says_whose_it_was() {
        asking.retire();

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> asking.decide(asking.signed("GET", own + "/a")));
        assertThat(asking.decisions.last().subject().identityId()).isEqualTo(asking.identity.toString());
    }

    @Test
    void record_of_an_unproven_request_names_nobody() {
        RawRequest signed = asking.signed("GET", own + "/a");
        Headers tampered = replaced(Asking.subRequest(signed), "X-Original-URI", own + "/b");

        assertRefused(Reason.SIGNATURE_MISMATCH, () -> asking.decideSubRequest(tampered));

        DecisionLog.Subject subject = asking.decisions.last().subject();
        assertThat(subject.operation()).isEqualTo("Authorize");
        assertThat(subject.address()).isEqualTo("192.0.2.7");
        assertThat(subject.identityId()).isNull();
        assertThat(subject.userId()).isNull();
    }

    @Test
    void refused_gateway_is_recorded_by_name_only_when_it_is_configured() {
        assertRefused(Reason.NOT_AUTHORIZED, () -> asking.gateway("s3", "wrong"));
        assertThat(asking.decisions.last().subject().gateway()).isEqualTo("s3");

        assertRefused(Reason.NOT_AUTHORIZED, () -> asking.gateway("other", Asking.SECRET));
        assertThat(asking.decisions.last().subject().gateway()).isNull();
        assertThat(asking.decisions.last().reason()).isEqualTo(Reason.NOT_AUTHORIZED);
    }

    @Test
    void only_reads_may_be_remembered() {
        assertThat(asking.decide(asking.signed("DELETE", own + "/a")).cacheSeconds())
                .isZero();
    }

    @Test
    void a_read_at_the_end_of_the_credential_is_not_remembered() {
        asking.world.clock.set(asking.credentials.expiration().minusMillis(900));

        assertThat(asking.decide(asking.signed("GET", own + "/a")).cacheSeconds())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bkt/users/eu-west-1:00000000-0000-4000-8000-000000000000/a",
                "/bkt/users/",
                "/other/users/x",
                "/bkt/users/*/a",
                "/bkt?list-type=2"
            })
    void what_the_policy_does_not_name_is_denied(String target) {
        assertRefused(Reason.ACCESS_DENIED, () -> asking.decide(asking.signed("GET", target)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../users/x/a", "/./a", "/%2e%2e/a", "/a%00", "/a%0a", "/a%ff"})
    void a_path_that_two_servers_could_read_in_two_ways_is_refused(String tail) {
        Headers sub = Asking.subRequest(asking.signed("GET", own + "/a"));
        Headers moved = replaced(sub, "X-Original-URI", own + tail);

        assertThat(refusal(() -> asking.decideSubRequest(moved)))
                .isIn(Reason.INVALID_PARAMETER, Reason.SIGNATURE_MISMATCH, Reason.SIGNATURE_MALFORMED);
        assertThat(refusal(() -> asking.decide(asking.signed("GET", own + tail))))
                .isIn(Reason.INVALID_PARAMETER, Reason.SIGNATURE_MALFORMED);
    }

    @Test
    void listing_is_allowed_with_the_own_prefix_only() {
        String prefix = "users%2F" + asking.identity.toString().replace(":", "%3A") + "%2F";

        assertThat(asking.decide(asking.signed("GET", "/bkt?list-type=2&prefix=" + prefix))
                        .operation())
                .isEqualTo("ListObjectsV2");
        assertRefused(
                Reason.ACCESS_DENIED, () -> asking.decide(asking.signed("GET", "/bkt?list-type=2&prefix=users%2F")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Original-Method",
                "X-Original-URI",
                "X-Original-Host",
                "X-Original-Remote-Addr",
                "X-Original-Scheme"
            })
    void a_missing_or_repeated_description_is_refused(String name) {
        Headers sub = Asking.subRequest(asking.signed("GET", own + "/a"));

        assertRefused(Reason.INVALID_PARAMETER, () -> asking.decideSubRequest(replaced(sub, name, "")));
        List<Headers.Field> twice = new java.util.ArrayList<>(sub.fields());
        twice.add(new Headers.Field(name, sub.first(name).orElseThrow()));
        assertRefused(Reason.INVALID_PARAMETER, () -> asking.decideSubRequest(Headers.of(twice)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-Method", "X-Forwarded-Uri", "X-Forwarded-Transfer-Encoding"})
    void a_description_in_another_dialect_is_refused(String name) {
        RawRequest request = asking.signed("GET", own + "/a");

        assertRefused(Reason.INVALID_PARAMETER, () -> asking.decide(request, name, "/bkt/public/x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example/bkt/x", "b/x", "*", "/bkt/x#y", "/bkt/ x"})
    void an_uri_that_is_no_path_of_this_server_is_refused(String uri) {
        Headers sub = Asking.subRequest(asking.signed("GET", own + "/a"));

        assertRefused(Reason.INVALID_PARAMETER, () -> asking.decideSubRequest(replaced(sub, "X-Original-URI", uri)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "Forwarded",
                "X-Original-Anything",
                "X-Cloakpool-Identity-Id"
            })
    void a_header_that_only_looks_like_a_description_changes_nothing(String name) {
        RawRequest denied = asking.signed("GET", "/bkt/users/other/a");

        assertRefused(Reason.ACCESS_DENIED, () -> asking.decide(denied, name, own + "/a"));
        assertThat(asking.decide(asking.signed("GET", own + "/a"), name, "evil").identityId())
                .isEqualTo(asking.identity.toString());
    }

    @Test
    void another_method_than_the_signed_one_is_refused() {
        Headers sub = Asking.subRequest(asking.signed("GET", own + "/a"));

        assertRefused(
                Reason.SIGNATURE_MISMATCH, () -> asking.decideSubRequest(replaced(sub, "X-Original-Method", "DELETE")));
    }

    @Test
    void an_added_amz_header_is_refused() {
        RawRequest request = asking.signed("PUT", own + "/a");

        assertRefused(
                Reason.HEADERS_NOT_SIGNED, () -> asking.decide(request, "x-amz-copy-source", "/bkt/users/other/a"));
    }

    @Test
    void a_copy_needs_both_sides() {
        assertRefused(
                Reason.ACCESS_DENIED,
                () -> asking.decide(asking.signed("PUT", own + "/a", "x-amz-copy-source", "/bkt/users/other/a")));
        assertThat(asking.decide(asking.signed("PUT", own + "/a", "x-amz-copy-source", own + "/c"))
                        .operation())
                .isEqualTo("CopyObject");
    }

    @Test
    void a_multi_delete_is_judged_key_by_key() {
        byte[] mine = delete("users/" + asking.identity + "/a");
        byte[] both = delete("users/" + asking.identity + "/a", "users/other/b");

        assertThat(asking.decideWithBody(multiDelete(mine), mine).operation()).isEqualTo("DeleteObjects");
        assertRefused(Reason.ACCESS_DENIED, () -> asking.decideWithBody(multiDelete(both), both));
        assertRefused(Reason.PAYLOAD_MISMATCH, () -> asking.decideWithBody(multiDelete(both), mine));
    }

    @Test
    void a_multi_delete_without_its_body_needs_the_whole_bucket() {
        RawRequest request = multiDelete(delete("users/" + asking.identity + "/a"));
        assertRefused(Reason.ACCESS_DENIED, () -> asking.decide(request));

        Asking everything = new Asking(policy("Allow", "arn:aws:s3:::bkt/*"));
        assertThat(everything
                        .decide(everything.signed("POST", "/bkt?delete", Payload.UNSIGNED))
                        .operation())
                .isEqualTo("DeleteObjects");
    }

    @Test
    void a_deny_for_a_part_of_the_bucket_counts_for_a_multi_delete_that_nobody_saw() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::bkt/*\"},"
                + "{\"Effect\":\"Deny\",\"Action\":\"s3:DeleteObject\",\"Resource\":\"arn:aws:s3:::bkt/keep/*\"}]}";
        Asking careful = new Asking(policy);
        byte[] other = delete("other/a");

        assertRefused(
                Reason.ACCESS_DENIED,
                () -> careful.decide(careful.signed("POST", "/bkt?delete", Payload.ofHash(sha256(other)))));
        assertThat(careful.decideWithBody(careful.signed("POST", "/bkt?delete", Payload.ofHash(sha256(other))), other)
                        .operation())
                .isEqualTo("DeleteObjects");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"NotResource\":\"arn:aws:s3:::bkt/keep/*\"",
                "\"Resource\":\"arn:aws:s3:::bkt/?\"",
                "\"Resource\":\"*\",\"Condition\":{\"Null\":{\"s3:VersionId\":\"true\"}}"
            })
    void a_multi_delete_that_nobody_saw_needs_an_allow_that_covers_every_key(String elements) {
        Asking some = new Asking("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                + elements + "}]}");

        assertRefused(Reason.ACCESS_DENIED, () -> some.decide(some.signed("POST", "/bkt?delete", Payload.UNSIGNED)));
    }

    @Test
    @Timeout(20)
    void a_multi_delete_cannot_make_the_matching_cost_more_than_its_budget() {
        String slow = "\"arn:aws:s3:::bkt/*" + "a".repeat(500) + "b\"";
        Asking costly =
                new Asking("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                        + "\"Resource\":[" + slow + "," + slow + "," + slow + ",\"arn:aws:s3:::bkt/a*\"]}]}");
        byte[] few = delete("a".repeat(1000));
        byte[] many = delete(Collections.nCopies(1000, "a".repeat(1000)).toArray(String[]::new));

        assertThat(costly.decideWithBody(costly.signed("POST", "/bkt?delete", Payload.ofHash(sha256(few))), few)
                        .operation())
                .isEqualTo("DeleteObjects");
        assertRefused(
                Reason.ACCESS_DENIED,
                () -> costly.decideWithBody(costly.signed("POST", "/bkt?delete", Payload.ofHash(sha256(many))), many));
    }

    @Test
    void conditions_of_a_multi_delete_are_within_its_budget() {
        String slow = "\"*" + "a".repeat(900) + "b\"";
        Asking costly =
                new Asking("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                        + "\"Resource\":\"*\",\"Condition\":{\"StringNotLike\":{\"s3:VersionId\":[" + slow + "," + slow
                        + "," + slow + "]}}}]}");
        byte[] few = deleteVersions(10, "a".repeat(1000));
        byte[] many = deleteVersions(1000, "a".repeat(1000));

        assertThat(costly.decideWithBody(costly.signed("POST", "/bkt?delete", Payload.ofHash(sha256(few))), few)
                        .operation())
                .isEqualTo("DeleteObjects");
        assertRefused(
                Reason.ACCESS_DENIED,
                () -> costly.decideWithBody(costly.signed("POST", "/bkt?delete", Payload.ofHash(sha256(many))), many));
    }

    @Test
    void a_streaming_multi_delete_is_not_judged_by_its_framed_body() {
        byte[] body = delete("users/" + asking.identity + "/a");
        RawRequest request =
                asking.signed("POST", "/bkt?delete", Payload.ofStreaming(StreamingPayload.UNSIGNED_TRAILER));

        assertRefused(Reason.ACCESS_DENIED, () -> asking.decideWithBody(request, body));
    }

    @Test
    void another_region_or_service_in_the_scope_is_refused() {
        RawRequest plain = RawRequest.of("GET", own + "/a", Headers.of("Host", Asking.HOST));
        Payload empty = Payload.ofHash(Payload.EMPTY_SHA256);

        assertRefused(
                Reason.SIGNATURE_MALFORMED,
                () -> asking.decide(
                        asking.signer("us-east-1", "s3", ServiceRules.S3).sign(plain, empty)));
        assertRefused(
                Reason.SIGNATURE_MALFORMED,
                () -> asking.decide(
                        asking.signer("eu-west-1", "sts", ServiceRules.S3).sign(plain, empty)));
    }

    @Test
    void time_decides() {
        RawRequest request = asking.signed("GET", own + "/a");
        RawRequest link = asking.signer("eu-west-1", "s3", ServiceRules.S3)
                .presign(
                        RawRequest.of("GET", own + "/a", Headers.of("Host", Asking.HOST)),
                        Payload.UNSIGNED,
                        Duration.ofSeconds(1));
        assertThat(asking.decide(link).operation()).isEqualTo("GetObject");

        asking.world.clock.forward(Duration.ofSeconds(2));
        assertRefused(Reason.REQUEST_EXPIRED, () -> asking.decide(link));
        asking.world.clock.forward(Duration.ofMinutes(15));
        assertRefused(Reason.TIME_SKEWED, () -> asking.decide(request));
        asking.world.clock.set(asking.credentials.expiration());
        assertRefused(Reason.SESSION_TOKEN_EXPIRED, () -> asking.decide(asking.signed("GET", own + "/a")));
    }

    @Test
    void a_retired_identity_ends_its_credentials() {
        asking.retire();

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> asking.decide(asking.signed("GET", own + "/a")));
    }

    @Test
    void a_disabled_role_ends_its_credentials() {
        asking.role(Asking.OWN_PREFIX, false);

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> asking.decide(asking.signed("GET", own + "/a")));
    }

    @Test
    void a_deleted_pool_ends_its_credentials() {
        asking.world.pools.deletePool(TestData.POOL_ID);

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> asking.decide(asking.signed("GET", own + "/a")));
    }

    @Test
    void a_pool_made_anew_under_its_id_does_not_bring_them_back() {
        IdentityPool old = asking.world.pools.pool(TestData.POOL_ID).orElseThrow();
        asking.world.pools.deletePool(old.id());
        asking.world.pools.add(new IdentityPool(old.id(), TestData.secret(8), old.settings(), old.bindings()));

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> asking.decide(asking.signed("GET", own + "/a")));

        asking.world.pools.add(old);
        asking.decide(asking.signed("GET", own + "/a"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
    void a_user_who_is_no_longer_welcome_ends_its_credentials(UserStates.State state) {
        asking.world.states.answerLast(state);

        assertRefused(Reason.SESSION_TOKEN_INVALID, () -> asking.decide(asking.signed("GET", own + "/a")));
    }

    @Test
    void the_policy_of_now_decides_not_that_of_the_day_of_issue() {
        asking.role(policy("Deny", "*"), true);

        assertRefused(Reason.ACCESS_DENIED, () -> asking.decide(asking.signed("GET", own + "/a")));
    }

    @Test
    void conditions_see_the_address_and_the_scheme_of_the_dialect() {
        String conditional = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                + "\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"},"
                + "\"Bool\":{\"aws:SecureTransport\":\"true\"}}}]}";
        Asking known = new Asking(conditional);
        RawRequest request = known.signed("GET", "/bkt/a");

        assertThat(known.decide(request).operation()).isEqualTo("GetObject");
        Headers elsewhere = replaced(Asking.subRequest(request), "X-Original-Remote-Addr", "198.51.100.1");
        assertRefused(Reason.ACCESS_DENIED, () -> known.decideSubRequest(elsewhere));
        Headers plain = replaced(Asking.subRequest(request), "X-Original-Scheme", "http");
        assertRefused(Reason.ACCESS_DENIED, () -> known.decideSubRequest(plain));
    }

    @Test
    void a_condition_sees_that_a_presigned_request_leaves_its_body_unsigned() {
        String signedBodies = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"},"
                + "{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":"
                + "{\"StringEquals\":{\"s3:x-amz-content-sha256\":\"UNSIGNED-PAYLOAD\"}}}]}";
        for (Asking caller : List.of(asking, new Asking(signedBodies))) {
            RawRequest presigned = caller.signer("eu-west-1", "s3", ServiceRules.S3)
                    .presign(
                            RawRequest.of(
                                    "GET",
                                    "/bkt/users/" + caller.identity.toString().replace(":", "%3A") + "/a",
                                    Headers.of("Host", Asking.HOST)),
                            Payload.UNSIGNED,
                            Duration.ofMinutes(1));
            if (caller == asking) {
                assertThat(caller.decide(presigned).operation()).isEqualTo("GetObject");
            } else {
                assertRefused(Reason.ACCESS_DENIED, () -> caller.decide(presigned));
            }
        }
    }

    @Test
    void chunks_are_a_body_whatever_the_method() {
        asking.gateway(Gateway.Dialect.NGINX, true, List.of(), Map.of("api.example", new Gateway.Api("abc", "prod")));
        RawRequest get = api("api.example", "/mine/x");

        assertThat(asking.decide(get).operation()).isEqualTo("execute-api:Invoke");
        assertRefused(Reason.UNSUPPORTED, () -> asking.decide(get, "X-Original-Transfer-Encoding", "chunked"));
    }

    @Test
    void a_body_that_nothing_binds_is_not_decided() {
        asking.gateway(Gateway.Dialect.NGINX, true, List.of(), Map.of("api.example", new Gateway.Api("abc", "prod")));
        RawRequest post = asking.signer("eu-west-1", "execute-api", ServiceRules.GENERIC)
                .sign(
                        RawRequest.of("POST", "/mine/x", Headers.of("Host", "api.example")),
                        Payload.ofHash(Payload.EMPTY_SHA256));

        assertRefused(
                Reason.UNSUPPORTED,
                () -> asking.decideSubRequest(Asking.subRequest(post, "X-Original-Content-Length", "5")));
    }

    @Test
    void an_api_is_judged_by_host_method_and_path() {
        asking.gateway(Gateway.Dialect.NGINX, true, List.of(), Map.of("api.example", new Gateway.Api("abc", "prod")));
        assertThat(asking.decide(api("api.example", "/mine/x")).operation()).isEqualTo("execute-api:Invoke");
        assertRefused(Reason.ACCESS_DENIED, () -> asking.decide(api("api.example", "/other/x")));
        assertRefused(Reason.ACCESS_DENIED, () -> asking.decide(api("unknown.example", "/mine/x")));
    }

    @Test
    void an_unknown_a_disabled_and_a_wrong_gateway_cannot_be_told_apart() {
        String wrong = assertRefused(Reason.NOT_AUTHORIZED, () -> asking.gateway("s3", "x"))
                .getMessage();
        String unknown = assertRefused(Reason.NOT_AUTHORIZED, () -> asking.gateway("nobody", Asking.SECRET))
                .getMessage();
        asking.gateway(Gateway.Dialect.NGINX, false, List.of(), Map.of());
        String disabled = assertRefused(Reason.NOT_AUTHORIZED, () -> asking.gateway("s3", Asking.SECRET))
                .getMessage();

        assertThat(List.of(unknown, disabled)).containsOnly(wrong);
    }

    private RawRequest api(String host, String path) {
        return asking.signer("eu-west-1", "execute-api", ServiceRules.GENERIC)
                .sign(RawRequest.of("GET", path, Headers.of("Host", host)), Payload.ofHash(Payload.EMPTY_SHA256));
    }

    private RawRequest multiDelete(byte[] body) {
        return asking.signed("POST", "/bkt?delete", Payload.ofHash(sha256(body)));
    }

    private static byte[] delete(String... keys) {
        StringBuilder xml = new StringBuilder("<Delete>");
        for (String key : keys) {
            xml.append("<Object><Key>").append(key).append("</Key></Object>");
        }
        return xml.append("</Delete>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] deleteVersions(int count, String version) {
        String object = "<Object><Key>a</Key><VersionId>" + version + "</VersionId></Object>";
        return ("<Delete>" + object.repeat(count) + "</Delete>").getBytes(StandardCharsets.UTF_8);
    }

    private static String policy(String effect, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect
                + "\",\"Action\":\"s3:*\",\"Resource\":\"" + resource + "\"}]}";
    }

    private static Headers replaced(Headers headers, String name, String value) {
        return Headers.of(headers.fields().stream()
                .map(field -> field.name().equals(name) ? new Headers.Field(name, value) : field)
                .toList());
    }

    private static Reason refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(io.cloakpool.identitypool.spi.Refused.class, call)
                .reason();
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
