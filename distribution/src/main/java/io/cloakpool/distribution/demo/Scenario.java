package io.cloakpool.distribution.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;

/** The main job, step by step, with the AWS SDK as the client. */
final class Scenario {
    private static final int MAX_LATE_ANSWERS = 20;
    private static final String B = DemoServers.BUCKET;
    private static final String TEXT = "Hello from Cloakpool";
    private static final String PUBLIC_KEY = "public/hello.txt";

    private final DemoServers servers;
    private final DemoAdmin admin;
    private final DemoSecrets secrets;
    private final Checks checks;

    Scenario(DemoServers servers, DemoAdmin admin, DemoSecrets secrets, Checks checks) {
        this.servers = servers;
        this.admin = admin;
        this.secrets = secrets;
        this.checks = checks;
    }

    void run(String poolId) throws Exception {
        publish();
        DemoUser alice = signedIn("alice", secrets.alice(), poolId);
        DemoUser bob = signedIn("bob", secrets.bob(), poolId);
        try (S3Client hers = alice.s3(servers.s3());
                S3Client his = bob.s3(servers.s3())) {
            put(his, bob.prefix() + "secret.txt");
            ownPrefix(alice, hers);
            notHers(alice, hers, bob);
            multiDelete(alice, hers, bob);
        }
        guest(poolId);
        badCredentials(alice);
    }

    /** The store's operator puts an object where everybody may read. */
    private void publish() throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(URI.create(servers.store() + "/" + B + "/" + PUBLIC_KEY))
                .PUT(HttpRequest.BodyPublishers.ofString("for everybody"))
                .build();
        HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.discarding());
    }

    private DemoUser signedIn(String name, String password, String poolId) throws Exception {
        SignIn app = new SignIn(servers.realm(), "webapp", DemoServers.WEB_ORIGIN + "/callback");
        SignIn.Tokens[] tokens = new SignIn.Tokens[1];
        checks.allowed(name, "sign in (authorization code, PKCE)", () -> {
            tokens[0] = app.signIn(name, password);
            return "ID token of client webapp";
        });
        String issuer = servers.realm().getAuthority() + servers.realm().getPath();
        DemoUser[] user = new DemoUser[1];
        checks.allowed(name, "GetId, GetCredentialsForIdentity", () -> {
            user[0] = DemoUser.exchange(servers, poolId, Map.of(issuer, tokens[0].idToken()));
            return user[0].identityId();
        });
        if (user[0] == null) {
            throw new DemoException(name + " got no credentials, so nothing further can be shown");
        }
        return user[0];
    }

    private void ownPrefix(DemoUser alice, S3Client s3) {
        String key = alice.prefix() + "hello.txt";
        checks.allowed("alice", "sts:GetCallerIdentity", () -> {
            try (StsClient sts = alice.sts(servers)) {
                return sts.getCallerIdentity().arn();
            }
        });
        checks.allowed("alice", "PUT users/{own id}/hello.txt", () -> put(s3, key));
        checks.allowed("alice", "GET users/{own id}/hello.txt", () -> get(s3, key));
        checks.allowed("alice", "LIST users/{own id}/", () -> list(s3, alice.prefix()));
        checks.allowed("alice", "GET public/hello.txt", () -> get(s3, PUBLIC_KEY));
    }

    private void notHers(DemoUser alice, S3Client s3, DemoUser bob) {
        String denied = "AccessDenied";
        String his = bob.prefix() + "secret.txt";
        String own = alice.prefix() + "hello.txt";
        checks.refused("alice", "GET users/{bob's id}/secret.txt", denied, () -> get(s3, his));
        checks.refused("alice", "PUT users/{bob's id}/evil.txt", denied, () -> put(s3, bob.prefix() + "evil.txt"));
        checks.refused("alice", "LIST the whole bucket", denied, () -> list(s3, ""));
        checks.refused("alice", "PUT public/evil.txt", denied, () -> put(s3, "public/evil.txt"));
        checks.refused("alice", "COPY users/{bob's id}/secret.txt into her own prefix", denied, () -> s3.copyObject(r ->
                        r.sourceBucket(B).sourceKey(his).destinationBucket(B).destinationKey(own))
                .toString());
        checks.refused("alice", "GET users/{own id}/hello.txt?acl", denied, () -> s3.getObjectAcl(
                        r -> r.bucket(B).key(own))
                .toString());
        checks.refused("alice", "GET users/{own id}/hello.txt?unheardof", denied, () -> s3.getObjectAsBytes(
                        r -> r.bucket(B).key(own).overrideConfiguration(c -> c.putRawQueryParameter("unheardof", "")))
                .asUtf8String());
    }

    private void multiDelete(DemoUser alice, S3Client s3, DemoUser bob) {
        String own = alice.prefix() + "hello.txt";
        String his = bob.prefix() + "secret.txt";
        checks.refused(
                "alice",
                "DELETE her own and bob's key in one multi-delete",
                "AccessDenied",
                () -> delete(s3, List.of(own, his)));
        checks.allowed("alice", "DELETE her own key in a multi-delete", () -> delete(s3, List.of(own)));
    }

    private void guest(String poolId) throws Exception {
        DemoUser[] guest = new DemoUser[1];
        checks.allowed("guest", "GetId, GetCredentialsForIdentity without a login", () -> {
            guest[0] = DemoUser.exchange(servers, poolId, Map.of());
            return guest[0].identityId();
        });
        if (guest[0] == null) {
            throw new DemoException("the guest got no credentials, so nothing further can be shown");
        }
        try (S3Client s3 = guest[0].s3(servers.s3())) {
            checks.allowed("guest", "GET public/hello.txt", () -> get(s3, PUBLIC_KEY));
            checks.refused("guest", "PUT public/hello.txt", "AccessDenied", () -> put(s3, PUBLIC_KEY));
            checks.refused(
                    "guest",
                    "PUT users/{own id}/hello.txt",
                    "AccessDenied",
                    () -> put(s3, guest[0].prefix() + "hello.txt"));
            checks.allowed("admin", "retire the guest's identity", () -> {
                admin.retire(guest[0].identityId());
                return "done";
            });
            checks.refused("guest", "GET public/hello.txt, now retired", "InvalidToken", () -> get(s3, PUBLIC_KEY));
        }
    }

    private void badCredentials(DemoUser alice) throws Exception {
        AwsSessionCredentials good = alice.credentials();
        try (S3Client s3 = alice.with(AwsSessionCredentials.create(
                        good.accessKeyId(), good.secretAccessKey(), altered(good.sessionToken())))
                .s3(servers.s3())) {
            checks.refused("thief", "GET with an altered session token", "InvalidToken", () -> get(s3, PUBLIC_KEY));
        }
        try (S3Client s3 = alice.with(AwsSessionCredentials.create(
                        good.accessKeyId(), altered(good.secretAccessKey()), good.sessionToken()))
                .s3(servers.s3())) {
            checks.refused(
                    "thief", "GET with an altered secret key", "SignatureDoesNotMatch", () -> get(s3, PUBLIC_KEY));
        }
        try (S3Presigner presigner = alice.presigner(servers.s3())) {
            UsedLink used = usedInTime(presigner);
            checks.shown("anyone", "GET by alice's pre-signed link of one second", "HTTP 200", used.status());
            CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(2_100, TimeUnit.MILLISECONDS))
                    .join();
            checks.shown(
                    "anyone", "GET by the same link, two seconds later", "HTTP 403 AccessDenied", status(used.link()));
        }
    }

    /** A link and what came of using it. */
    private record UsedLink(URI link, String status) {}

    /**
     * A link of one second that was used within its time. The time of signing is a whole second, so that less than one is left; an
     * answer that a busy machine gives later than that says nothing, and another link is signed.
     */
    private UsedLink usedInTime(S3Presigner presigner) throws Exception {
        UsedLink used;
        Instant end;
        int tries = 0;
        do {
            end = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
            URI link = presigner
                    .presignGetObject(r -> r.signatureDuration(Duration.ofSeconds(1))
                            .getObjectRequest(g -> g.bucket(B).key(PUBLIC_KEY)))
                    .url()
                    .toURI();
            used = new UsedLink(link, status(link));
        } while (Instant.now().isAfter(end) && ++tries < MAX_LATE_ANSWERS);
        return used;
    }

    private static String status(URI link) throws IOException, InterruptedException {
        // HTTP/1.1: the client's offer to upgrade would be a header that nobody signed.
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
        String code = answer.body().replaceAll("(?s).*<Code>(.*?)</Code>.*", " $1");
        return "HTTP " + answer.statusCode() + (answer.statusCode() == 200 ? "" : code);
    }

    private static String put(S3Client s3, String key) {
        s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString(TEXT));
        return TEXT.length() + " bytes stored";
    }

    private static String get(S3Client s3, String key) {
        byte[] bytes = s3.getObjectAsBytes(r -> r.bucket(B).key(key)).asByteArray();
        return "\"" + new String(bytes, StandardCharsets.UTF_8) + "\"";
    }

    private static String list(S3Client s3, String prefix) {
        int size = s3.listObjectsV2(r -> r.bucket(B).prefix(prefix)).contents().size();
        return size + " object" + (size == 1 ? "" : "s");
    }

    private static String delete(S3Client s3, List<String> keys) {
        Delete delete = Delete.builder()
                .objects(keys.stream()
                        .map(key -> ObjectIdentifier.builder().key(key).build())
                        .toList())
                .build();
        DeleteObjectsResponse answer = s3.deleteObjects(r -> r.bucket(B).delete(delete));
        return answer.deleted().size() + " deleted";
    }

    /** The same text with one character in the middle changed. */
    private static String altered(String text) {
        int middle = text.length() / 2;
        char other = text.charAt(middle) == 'A' ? 'B' : 'A';
        return text.substring(0, middle) + other + text.substring(middle + 1);
    }
}
