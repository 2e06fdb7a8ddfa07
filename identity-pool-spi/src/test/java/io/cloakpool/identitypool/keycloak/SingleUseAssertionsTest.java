package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.SingleUseObjectProvider;

final class SingleUseAssertionsTest {
    private final FakeServer server = new FakeServer();
    private final Map<String, Map<String, String>> stored = new ConcurrentHashMap<>();
    private final Map<String, Long> lifespans = new HashMap<>();
    private Runnable afterLook = () -> {};
    private final SingleUseAssertions uses = new SingleUseAssertions(server.session());

    SingleUseAssertionsTest() {
        SingleUseObjectProvider objects = Stub.of(
                SingleUseObjectProvider.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "putIfAbsent", arguments -> stored.putIfAbsent(key(arguments), Map.of()) == null,
                        "put", this::put,
                        "get", this::get));
        server.answer("singleUseObjects", arguments -> objects);
    }

    @Test
    void first_use_is_the_only_one() {
        assertThat(uses.claim("a-1", "pool 1", Duration.ofMinutes(5))).isTrue();
        assertThat(uses.claim("a-1", "pool 1", Duration.ofMinutes(4))).isTrue();
        assertThat(uses.claim("a-1", "pool 2", Duration.ofMinutes(4))).isFalse();
        assertThat(uses.claim("a-2", "pool 2", Duration.ofMillis(1))).isTrue();
        assertThat(lifespans).isEqualTo(Map.of("cloakpool-saml:a-1", 301L, "cloakpool-saml:a-2", 1L));
    }

    @Test
    void claim_is_made_in_a_transaction_of_its_own() {
        uses.claim("a-1", "pool 1", Duration.ofMinutes(5));

        assertThat(server.journal).containsExactly("open", "close");
    }

    @Test
    void who_comes_before_the_first_has_said_its_use_waits_for_it() {
        for (String first : List.of("pool 1", "pool 2")) {
            stored.put("cloakpool-saml:a-1", Map.of());
            afterLook = () -> stored.put("cloakpool-saml:a-1", Map.of("use", first));

            assertThat(uses.claim("a-1", "pool 1", Duration.ofMinutes(5))).isEqualTo(first.equals("pool 1"));
        }
    }

    /** Its node may have died. */
    @Test
    void claim_whose_use_is_never_said_is_nobodys() {
        stored.put("cloakpool-saml:a-1", Map.of());

        assertThat(uses.claim("a-1", "pool 1", Duration.ofMinutes(5))).isFalse();
    }

    private @Nullable Object get(List<Object> arguments) {
        Map<String, String> notes = stored.get(key(arguments));
        afterLook.run();
        return notes;
    }

    private @Nullable Object put(List<Object> arguments) {
        @SuppressWarnings("unchecked")
        Map<String, String> notes = (Map<String, String>) arguments.get(2);
        stored.put(key(arguments), notes);
        lifespans.put(key(arguments), (Long) arguments.get(1));
        return null;
    }

    private static String key(List<Object> arguments) {
        return (String) arguments.get(0);
    }
}
