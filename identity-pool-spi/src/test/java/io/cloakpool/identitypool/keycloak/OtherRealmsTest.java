package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RealmProvider;

final class OtherRealmsTest {
    private final FakeServer server = new FakeServer();

    /** Keycloak's cache knows no missing realm: the request would keep a connection for the question, and wait with it. */
    @Test
    void a_realm_that_is_gone_is_asked_for_once_in_a_transaction_of_its_own() {
        OtherRealms realms = realmsThatFind(null);

        assertThat(realms.named("gone")).isEmpty();
        assertThat(realms.named("gone")).isEmpty();
        assertThat(realms.byId("gone")).isEmpty();

        assertThat(server.journal).containsExactly("open", "close", "open", "close");
    }

    @Test
    void the_own_realm_is_no_other_one() {
        assertThat(realmsThatFind("another").named("partners")).isPresent();
        assertThat(realmsThatFind(Components.REALM).named("partners")).isEmpty();
    }

    /** @param id of the realm that every question finds; null for none */
    private OtherRealms realmsThatFind(@Nullable String id) {
        RealmModel realm = id == null ? null : Stub.of(RealmModel.class, Map.of("getId", arguments -> id));
        Function<List<Object>, @Nullable Object> answer = arguments -> realm;
        RealmProvider provider = Stub.of(RealmProvider.class, Map.of("getRealm", answer, "getRealmByName", answer));
        server.answer("realms", arguments -> provider);
        return new OtherRealms(server.session(), new SharedState());
    }
}
