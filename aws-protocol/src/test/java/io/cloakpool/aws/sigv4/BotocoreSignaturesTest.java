package io.cloakpool.aws.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signatures of botocore, made while the test runs; they test the verifier, and our own signer has to make the same ones. */
@Tag("vectors")
class BotocoreSignaturesTest {
    private static final long SEED = 20261126;
    private static final List<String> SIGNERS = List.of("s3", "s3-query", "generic", "generic-query");

    /** Where it stands, botocore puts the time here and sends no x-amz-date. */
    private static final Headers.Field DATE = new Headers.Field("Date", "now");

    private static final List<Botocore.Order> ORDERS = orders();
    private static List<RawRequest> signed = List.of();

    @BeforeAll
    static void sign() throws Exception {
        signed = Botocore.sign(ORDERS);
    }

    private static List<Botocore.Order> orders() {
        RandomRequests random = new RandomRequests(SEED);
        List<Botocore.Order> orders = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            String signer = random.oneOf(SIGNERS);
            boolean query = signer.endsWith("-query");
            String path = random.encodedPath(signer.startsWith("generic"));
            // The pre-signers of botocore keep one value of a name, and move a body into the query.
            String parameters = RandomRequests.encoded(random.query(!query));
            List<Headers.Field> headers = random.headers(true);
            if (!query && random.chance(5)) {
                headers.add(DATE);
            }
            orders.add(new Botocore.Order(
                    signer,
                    random.method(),
                    parameters.isEmpty() ? path : path + "?" + parameters,
                    headers,
                    query ? "" : random.text(8),
                    random.chance(50) ? SdkSigner.TOKEN : null,
                    1 + random.below(604_800)));
        }
        return orders;
    }

    @Test
    void signatures_of_random_requests_are_verified() {
        SigV4Verifier verifier = new SigV4Verifier(() -> SdkSigner.NOW);
        assertThat(signed).hasSameSizeAs(ORDERS);
        for (int i = 0; i < signed.size(); i++) {
            Botocore.Order order = ORDERS.get(i);
            RawRequest request = signed.get(i);
            assertThatCode(() -> verifier.verify(
                            request,
                            SigningClaim.parse(request),
                            SdkSigner.SECRET,
                            order.rules(),
                            Hashes.sha256(order.body())))
                    .as("seed %d, request %d: %s", SEED, i, request)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void our_signer_makes_the_same_signatures() {
        for (int i = 0; i < signed.size(); i++) {
            Botocore.Order order = ORDERS.get(i);
            if (order.headers().contains(DATE)) {
                continue;
            }
            SigV4Signer signer = new SigV4Signer(
                    () -> SdkSigner.NOW,
                    new SigningCredentials(SdkSigner.ID, SdkSigner.SECRET, order.token()),
                    SdkSigner.REGION,
                    order.service(),
                    order.rules());
            Payload hash = Payload.ofHash(Hashes.sha256(order.body()));
            RawRequest ours = order.query()
                    ? signer.presign(
                            order.unsigned(),
                            order.rules() == ServiceRules.S3 ? Payload.UNSIGNED : hash,
                            Duration.ofSeconds(order.expires()))
                    : signer.sign(order.unsigned(), hash);
            assertThat(parts(ours)).as("seed %d, request %d", SEED, i).isEqualTo(parts(signed.get(i)));
        }
    }

    private static List<Object> parts(RawRequest request) {
        TreeSet<String> headers = new TreeSet<>();
        for (Headers.Field field : request.headers().fields()) {
            headers.add(field.name().toLowerCase(Locale.ROOT) + ":" + field.value());
        }
        String query = request.rawQuery() == null ? "" : request.rawQuery();
        return List.of(request.method(), request.rawPath(), new TreeSet<>(List.of(query.split("&"))), headers);
    }
}
