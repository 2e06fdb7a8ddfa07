package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.pool.RealmConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;

final class RealmFactsCacheTest {
    private static final URI BASE = URI.create("https://kc.example.com/auth/");

    private final RealmFactsCache cache = new RealmFactsCache();
    private final Map<String, String> attributes = new HashMap<>();
    private String name = "demo";

    @Test
    void unchanged_realm_is_read_once() {
        assertThat(facts(BASE)).isSameAs(facts(BASE));
        assertThat(facts(BASE).realm().issuer()).isEqualTo(URI.create("https://kc.example.com/auth/realms/demo"));
    }

    @Test
    void every_change_of_a_realm_counts_at_once() {
        facts(BASE);
        name = "renamed";
        assertThat(facts(BASE).realm().name()).isEqualTo("renamed");
        attributes.put(RealmConfig.REGION, "eu-west-1");
        assertThat(facts(BASE).realm().region()).isEqualTo("eu-west-1");
        attributes.put(RealmConfig.ACCOUNT_ID, "123456789012");
        assertThat(facts(BASE).realm().accountId()).isEqualTo("123456789012");
        attributes.put(RealmConfig.USER_POOL_ID, "eu-west-1_abc");
        assertThat(facts(BASE).realm().userPoolId()).isEqualTo("eu-west-1_abc");
        assertThat(facts(BASE).realm().hostnameConfigured()).isFalse();
        attributes.put("frontendUrl", "https://kc.example.com");
        assertThat(facts(BASE).realm().hostnameConfigured()).isTrue();
        attributes.remove(RealmConfig.ACCOUNT_ID);
        assertThat(facts(BASE).realm().accountId()).isEqualTo("000000000000");
    }

    @Test
    void bad_attribute_makes_the_realm_unusable_until_it_is_mended() {
        attributes.put(RealmConfig.REGION, "nowhere");
        assertThat(facts(BASE).usable()).isFalse();
        assertThat(facts(BASE).usable()).isFalse();
        attributes.remove(RealmConfig.REGION);
        assertThat(facts(BASE).usable()).isTrue();
    }

    @Test
    void another_host_is_another_issuer() {
        facts(BASE);

        assertThat(facts(URI.create("https://other.example.com/")).realm().issuer())
                .isEqualTo(URI.create("https://other.example.com/realms/demo"));
    }

    @Test
    void realms_are_told_apart() {
        RealmFacts first = facts(BASE);
        attributes.put(RealmConfig.REGION, "eu-west-1");

        assertThat(cache.of(realm("another-realm"), BASE, new ComponentCache())
                        .realm()
                        .id())
                .isEqualTo("another-realm");
        assertThat(facts(BASE)).isNotEqualTo(first);
    }

    private RealmFacts facts(URI base) {
        return cache.of(realm(Components.REALM), base, new ComponentCache());
    }

    private RealmModel realm(String id) {
        return Stub.of(
                RealmModel.class,
                Map.<String, Function<List<Object>, @Nullable Object>>of(
                        "getId", arguments -> id,
                        "getName", arguments -> name,
                        "getAttribute", arguments -> attributes.get(arguments.get(0))));
    }
}
