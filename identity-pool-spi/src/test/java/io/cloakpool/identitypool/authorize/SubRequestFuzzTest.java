package io.cloakpool.identitypool.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.identitypool.fakes.Cost;
import io.cloakpool.identitypool.fakes.Damage;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged sub-requests of every dialect, with the proof of a good request in them. */
@Tag("fuzz")
class SubRequestFuzzTest {
    private static final long SEED = 20_261_130L;
    private static final int ROUNDS = 2_000;
    private static final List<String> NAMES = Stream.of(
                    DialectHeaders.namesToScrub().stream().sorted(),
                    Stream.of(
                            "Authorization",
                            "x-amz-date",
                            "x-amz-security-token",
                            "x-amz-content-sha256",
                            "Host",
                            "",
                            " "))
            .flatMap(names -> names)
            .toList();

    private final Asking asking = new Asking();
    private final Damage damage = new Damage(
            SEED,
            List.of(
                    "/",
                    "//",
                    "..",
                    "%2e%2e",
                    "%",
                    "?",
                    "#",
                    "&",
                    "=",
                    ":",
                    ",",
                    ";",
                    " ",
                    "\t",
                    "\r\n",
                    "\u0000",
                    "é",
                    "GET",
                    "https",
                    "http://evil.example/",
                    "192.0.2.7",
                    "::1",
                    "UNSIGNED-PAYLOAD",
                    "AWS4-HMAC-SHA256",
                    "Credential=",
                    "SignedHeaders=host",
                    "0",
                    "99999999999999999999"));

    @ParameterizedTest
    @EnumSource(Gateway.Dialect.class)
    void damaged_sub_requests_give_a_permit_for_what_was_signed_or_a_refusal(Gateway.Dialect dialect) {
        asking.gateway(dialect, true, List.of(), Map.of());
        RawRequest request = asking.signed("GET", "/bkt/users/" + asking.identity + "/a");
        List<Headers.Field> whole = new ArrayList<>();
        Asking.subRequest(request).fields().forEach(field -> whole.add(renamed(field, DialectHeaders.of(dialect))));
        int permitted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Headers damaged = Headers.of(damaged(whole));
            String told = "seed " + SEED + ", round " + round + ": " + damaged.fields();
            try {
                Permit permit = Cost.bounded(() -> told, () -> asking.decideSubRequest(damaged));
                assertThat(permit.operation()).as(told).isEqualTo("GetObject");
                permitted++;
            } catch (Refused e) {
                assertThat(e.getMessage()).as(told).hasSizeBetween(1, 500);
            } catch (RuntimeException e) {
                throw new AssertionError(told, e);
            }
        }
        assertThat(permitted).as("rounds that were permitted").isBetween(1, ROUNDS - ROUNDS / 10);
    }

    private List<Headers.Field> damaged(List<Headers.Field> whole) {
        List<Headers.Field> fields = new ArrayList<>(whole);
        Headers.Field victim = damage.pick(fields);
        int at = fields.indexOf(victim);
        switch (damage.pick(List.of(0, 1, 2, 3))) {
            case 0 -> fields.remove(at);
            case 1 -> fields.set(at, new Headers.Field(damage.pick(NAMES), victim.value()));
            case 2 -> fields.add(new Headers.Field(damage.pick(NAMES), damage.of(victim.value())));
            default -> fields.set(at, new Headers.Field(victim.name(), damage.of(victim.value())));
        }
        return fields;
    }

    /** The same fact under the name that this dialect has for it. */
    private static Headers.Field renamed(Headers.Field field, DialectHeaders names) {
        int at = DialectHeaders.OURS.names().indexOf(field.name());
        return at < 0 ? field : new Headers.Field(names.names().get(at), field.value());
    }
}
