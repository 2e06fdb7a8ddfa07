package io.cloakpool.migration.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.Users;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImportRulesTest {
    private static final String UUID = "0b5d2c1e-7c1f-4f43-9a51-0c3a6f5a2b11";
    private static final ImportRules NONE = new ImportRules(Set.of(), Set.of());

    @Test
    void rights_are_given_only_where_the_administrator_allows_it() {
        var user = Users.ann(null, Map.of(), List.of("staff", "admin", "staff"), List.of());
        ImportRules rules = new ImportRules(Set.of("staff"), Set.of("staff", "reader"));

        assertThat(rules.groups(user)).containsExactly("staff");
        assertThat(rules.roles(user)).containsExactly("staff");
        assertThat(NONE.groups(user)).isEmpty();
        assertThat(NONE.roles(user)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "f:1:2", "0b5d2c1e7c1f4f439a510c3a6f5a2b11", "../0b5d2c1e", ""})
    void an_id_that_is_no_uuid_stays_an_attribute(String id) {
        var user = Users.ann(id, Map.of(), List.of(), List.of());

        assertThat(NONE.id(user)).isEmpty();
        assertThat(NONE.attributes(user)).containsEntry(ImportRules.LEGACY_ID, List.of(id));
    }

    @Test
    void a_uuid_is_the_id_here_too() {
        assertThat(NONE.id(Users.ann(UUID.toUpperCase(java.util.Locale.ROOT), Map.of(), List.of(), List.of())))
                .contains(UUID);
        assertThat(NONE.id(Users.ann(null, Map.of(), List.of(), List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "username",
                "Email",
                "LDAP_ID",
                "KERBEROS_PRINCIPAL",
                "disabledReason",
                "kc.email.pending",
                "did",
                "is_temporary_admin",
                "cloakpool.legacyId",
                "Cloakpool.x",
                "saml.persistent.name.id.for.app",
                "phoneNumberVerified",
                " "
            })
    void what_keycloak_or_the_pack_believes_is_not_taken(String name) {
        var user = Users.ann(null, Map.of(name, List.of("forged")), List.of(), List.of());

        assertThat(NONE.attributes(user).values()).doesNotContain(List.of("forged"));
    }

    @Test
    void the_phone_number_is_where_text_messages_look_for_it() {
        assertThat(NONE.attributes(Users.ann(null, Map.of(), List.of(), List.of())))
                .containsEntry("phoneNumber", List.of("+15550100"))
                .containsEntry("phoneNumberVerified", List.of("true"));
    }

    @Test
    void there_is_an_end_to_attributes_and_their_values() {
        Map<String, List<String>> many = new HashMap<>();
        for (int i = 0; i <= ImportRules.MAX_ATTRIBUTES; i++) {
            many.put("a" + i, Collections.nCopies(ImportRules.MAX_VALUES + 1, "x"));
        }
        Map<String, List<String>> taken = NONE.attributes(Users.ann(null, many, List.of(), List.of()));
        taken.keySet().removeIf(name -> name.startsWith("phone"));

        assertThat(taken).hasSize(ImportRules.MAX_ATTRIBUTES);
        assertThat(taken.values()).allSatisfy(values -> assertThat(values).hasSize(ImportRules.MAX_VALUES));
        assertThat(NONE.attributes(Users.ann(
                        null, Map.of("long", List.of("x".repeat(ImportRules.MAX_VALUE + 1))), List.of(), List.of())))
                .doesNotContainKey("long");
    }
}
