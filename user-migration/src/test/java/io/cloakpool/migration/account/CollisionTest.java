package io.cloakpool.migration.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CollisionTest {
    private static final Collision.Names BY_EMAIL = new Collision.Names(true, false);

    /** A realm with one user. */
    private record Realm(String name, String email) implements Collision.Known {
        @Override
        public boolean hasName(String asked) {
            return asked.equals(name);
        }

        @Override
        public boolean hasEmail(String asked) {
            return asked.equals(email);
        }
    }

    private static LegacyUser user(String name, String email) {
        return new LegacyUser(
                null,
                new LegacyName(name),
                email.isEmpty() ? null : email,
                false,
                null,
                false,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true);
    }

    @ParameterizedTest
    @CsvSource({
        "ANN, '', NAME",
        "bob, ANN@example.com, EMAIL",
        "Ann@Example.com, '', NAME_AS_EMAIL",
        "bob, Ann, EMAIL",
        "bob, bob@example.com, ",
        "bob, '', "
    })
    void names_and_addresses_are_of_one_kind_where_addresses_sign_in(String name, String email, Collision expected) {
        Realm realm = new Realm("ann", "ann@example.com");

        assertThat(Collision.of(user(name, email), BY_EMAIL, realm).orElse(null))
                .isEqualTo(expected);
    }

    @Test
    void elsewhere_they_have_nothing_to_do_with_each_other() {
        Collision.Names apart = new Collision.Names(false, false);
        Realm realm = new Realm("ann", "ann@example.com");

        assertThat(Collision.of(user("ann@example.com", ""), apart, realm)).isEmpty();
        assertThat(Collision.of(user("bob", "ann"), apart, realm)).isEmpty();
        assertThat(Collision.of(user("bob", "ann@example.com"), apart, realm)).contains(Collision.EMAIL);
        assertThat(Collision.of(user("bob", "ann@example.com"), new Collision.Names(false, true), realm))
                .isEmpty();
    }

    @Test
    void a_name_that_is_the_users_own_address_stands_in_nobodys_way() {
        assertThat(Collision.of(
                        user("bob@example.com", "bob@example.com"), BY_EMAIL, new Realm("ann", "a@example.com")))
                .isEmpty();
    }
}
