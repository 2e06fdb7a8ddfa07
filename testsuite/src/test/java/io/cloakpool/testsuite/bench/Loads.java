package io.cloakpool.testsuite.bench;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.sigv4.Payload;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.aws.sigv4.SigV4Signer;
import io.cloakpool.aws.sigv4.SigningCredentials;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The requests that are measured: those of the pack, and the baselines. */
final class Loads {
    private static final String JSON = "application/json";
    private static final String AWS_JSON = "application/x-amz-json-1.1";
    private static final String STORE = "s3.example.com";

    private Loads() {}

    static byte[] identityPool(BenchServer server, String operation, Object body) {
        return RawHttp.post(
                server.realm("/cognito-identity"),
                AWS_JSON,
                Calls.json(body),
                new RawHttp.Header("X-Amz-Target", "AWSCognitoIdentityService." + operation));
    }

    static Load plain(BenchServer server) {
        return Load.of("plain", server, RawHttp.get(baseline(server, "plain")), Expectation.ok("\"plain\""));
    }

    static Load echo(BenchServer server) {
        return Load.of(
                "echo",
                server,
                RawHttp.post(
                        baseline(server, "echo"),
                        JSON,
                        Calls.json(Map.of("question", "is this a string", "number", 42, "list", List.of(1, 2, 3)))),
                Expectation.ok("\"is this a string\""));
    }

    /** Gets the very body that {@link #credentials} gets. */
    static Load seal(BenchServer server, String identity, Tokens tokens) {
        return Load.of(
                "seal",
                server,
                RawHttp.post(baseline(server, "seal"), JSON, Calls.json(credentialsInput(identity, tokens))),
                Expectation.ok("\"sealed\":"));
    }

    static Load bearer(BenchServer server, Tokens tokens) {
        return Load.of(
                "bearer",
                server,
                RawHttp.get(baseline(server, "bearer"), authorization(tokens)),
                Expectation.ok("\"subject\""));
    }

    static Load bearerRead(BenchServer server, Tokens tokens) {
        return Load.of("bearer-read", server, bearerReadRequest(server, tokens, 0), Expectation.ok("\"row "));
    }

    static Load bearerReadOfCrowd(BenchServer server, Crowd crowd) {
        return new Load(
                "bearer-read of many users",
                server,
                () -> {
                    List<byte[]> requests = new ArrayList<>();
                    for (Crowd.Member member : crowd.baselineSlice()) {
                        requests.add(bearerReadRequest(server, member.tokens(), requests.size()));
                    }
                    return Requests.each(requests);
                },
                Expectation.ok("\"row "));
    }

    static Load refresh(BenchServer server, Tokens tokens) {
        return Load.of(
                "refresh grant",
                server,
                RawHttp.form(server.tokenEndpoint(), tokens.renewal()),
                Expectation.ok("\"access_token\":"));
    }

    static Load credentials(BenchServer server, String identity, Tokens tokens) {
        return Load.of(
                "GetCredentialsForIdentity",
                server,
                identityPool(server, "GetCredentialsForIdentity", credentialsInput(identity, tokens)),
                Expectation.ok("\"SecretKey\":\""));
    }

    static Load credentialsOfCrowd(BenchServer server, Crowd crowd) {
        return new Load(
                "GetCredentialsForIdentity of many users",
                server,
                () -> Requests.each(crowd.freshSlice().stream()
                        .map(member -> identityPool(
                                server,
                                "GetCredentialsForIdentity",
                                credentialsInput(member.identity(), member.tokens())))
                        .toList()),
                Expectation.ok("\"SecretKey\":\""));
    }

    static Load getId(BenchServer server, String poolId, String identity, Tokens tokens) {
        return Load.of(
                "GetId",
                server,
                identityPool(
                        server,
                        "GetId",
                        Map.of("IdentityPoolId", poolId, "Logins", Map.of(BenchRealm.LOGIN, tokens.id()))),
                Expectation.ok("\"" + identity + "\""));
    }

    /** A gateway's question about a signed GET of an object; signed anew for each round, since a signature ends after 15 minutes. */
    static Load authorize(BenchServer server, String gatewaySecret, String identity, SigningCredentials credentials) {
        SigV4Signer signer =
                new SigV4Signer(InstantSource.system(), credentials, BenchRealm.REGION, "s3", ServiceRules.S3);
        String target = "/" + BenchRealm.BUCKET + "/users/" + identity + "/object";
        return new Load(
                "authorize",
                server,
                () -> {
                    RawRequest signed = signer.sign(
                            RawRequest.of("GET", target, Headers.of("Host", STORE)),
                            Payload.ofHash(Payload.EMPTY_SHA256));
                    return Requests.repeat(RawHttp.get(
                            server.realm("/identity-pools/authorize/" + BenchRealm.GATEWAY),
                            question(signed, target, gatewaySecret)));
                },
                Expectation.ok(identity));
    }

    private static RawHttp.Header[] question(RawRequest signed, String target, String gatewaySecret) {
        List<RawHttp.Header> headers = new ArrayList<>(List.of(
                new RawHttp.Header("X-Cloakpool-Gateway", gatewaySecret),
                new RawHttp.Header("X-Original-Method", signed.method()),
                new RawHttp.Header("X-Original-URI", target),
                new RawHttp.Header("X-Original-Host", STORE),
                new RawHttp.Header("X-Original-Scheme", "https"),
                new RawHttp.Header("X-Original-Remote-Addr", "192.0.2.1")));
        signed.headers().fields().stream()
                .filter(field -> !field.name().toLowerCase(Locale.ROOT).equals("host"))
                .forEach(field -> headers.add(new RawHttp.Header(field.name(), field.value())));
        return headers.toArray(RawHttp.Header[]::new);
    }

    private static Map<String, Object> credentialsInput(String identity, Tokens tokens) {
        return Map.of("IdentityId", identity, "Logins", Map.of(BenchRealm.LOGIN, tokens.id()));
    }

    private static byte[] bearerReadRequest(BenchServer server, Tokens tokens, int row) {
        return RawHttp.get(baseline(server, "bearer-read?key=row-" + row), authorization(tokens));
    }

    private static URI baseline(BenchServer server, String path) {
        return server.realm("/baselines/" + path);
    }

    private static RawHttp.Header authorization(Tokens tokens) {
        return new RawHttp.Header("Authorization", "Bearer " + tokens.access());
    }
}
