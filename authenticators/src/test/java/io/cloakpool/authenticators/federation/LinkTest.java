package io.cloakpool.authenticators.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.federation.Link.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LinkTest {
    private static final Account VERIFIED = new Account("Ann@example.com", true, true);
    private static final Account UNVERIFIED = new Account("ann@example.com", false, true);

    @Test
    void addresses_that_both_sides_verified_link_where_the_realm_lets_the_provider() {
        assertThat(Link.of(true, said("ann@example.com", "true"), VERIFIED)).isEqualTo(Link.AT_ONCE);
        assertThat(Link.of(false, said("ann@example.com", "true"), VERIFIED)).isEqualTo(Link.BY_SIGNING_IN);
    }

    @Test
    void an_address_that_the_provider_has_not_verified_never_links() {
        assertThat(Link.of(true, said("ann@example.com", "false"), VERIFIED)).isEqualTo(Link.BY_SIGNING_IN);
        assertThat(Link.of(true, unsaid(false), VERIFIED)).isEqualTo(Link.BY_SIGNING_IN);
        assertThat(Link.of(true, said("ann@example.com", "yes"), UNVERIFIED)).isEqualTo(Link.BY_SIGNING_IN);
    }

    /** A mailbox in full-width letters is another one, whoever folds it. */
    @Test
    void an_address_that_only_looks_like_the_accounts_never_links() {
        for (String other : List.of("\uff41nn@example.com", "ann\uff20example.com")) {
            assertThat(Link.of(true, said(other, "true"), VERIFIED)).isEqualTo(Link.BY_SIGNING_IN);
        }
        Claims both = new Claims(
                List.of(
                        Map.of("email", List.of("ann@example.com"), "email_verified", List.of("true")),
                        Map.of("email", List.of("\uff41nn@example.com"), "email_verified", List.of("true"))),
                Optional.empty(),
                true);
        assertThat(Link.of(true, both, VERIFIED)).isEqualTo(Link.BY_SIGNING_IN);
    }

    @Test
    void trust_stands_in_where_the_provider_says_nothing() {
        assertThat(Link.of(true, unsaid(true), VERIFIED)).isEqualTo(Link.AT_ONCE);
        assertThat(Link.of(true, new Claims(List.of(), Optional.of("ANN@example.com"), true), VERIFIED))
                .isEqualTo(Link.AT_ONCE);
    }

    @Test
    void trust_does_not_outweigh_what_the_provider_says() {
        Claims contradiction = new Claims(
                List.of(
                        Map.of("email", List.of("ann@example.com"), "email_verified", List.of("true")),
                        Map.of("email_verified", List.of("false"))),
                Optional.of("ann@example.com"),
                true);

        assertThat(Link.of(true, contradiction, VERIFIED)).isEqualTo(Link.BY_SIGNING_IN);
    }

    @Test
    void an_account_of_another_address_has_only_its_name_in_common() {
        assertThat(Link.of(true, said("bob@example.com", "true"), VERIFIED)).isEqualTo(Link.BY_SIGNING_IN);
        assertThat(Link.of(true, said("ann@example.com", "true"), new Account(null, true, true)))
                .isEqualTo(Link.BY_SIGNING_IN);
    }

    /** The one that a mapper or the user put in its place is not the one that the provider vouches for. */
    @Test
    void only_the_address_beside_the_mark_is_verified() {
        Claims claims = new Claims(
                List.of(Map.of("email", List.of("bob@example.com"), "email_verified", List.of("true"))),
                Optional.of("ann@example.com"),
                true);

        assertThat(Link.of(true, claims, VERIFIED)).isEqualTo(Link.BY_SIGNING_IN);
    }

    @Test
    void an_account_that_nobody_confirmed_is_linked_without_what_opens_it_or_not_at_all() {
        assertThat(Link.of(true, said("ann@example.com", "true"), UNVERIFIED)).isEqualTo(Link.WITHOUT_CREDENTIALS);
        assertThat(Link.of(true, said("ann@example.com", "true"), new Account("ann@example.com", false, false)))
                .isEqualTo(Link.BY_SIGNING_IN);
    }

    private static Claims said(String address, String verified) {
        return new Claims(
                List.of(Map.of("email", List.of(address), "email_verified", List.of(verified))),
                Optional.of(address),
                false);
    }

    private static Claims unsaid(boolean trusted) {
        return new Claims(
                List.of(Map.of("email", List.of("ann@example.com"))), Optional.of("ann@example.com"), trusted);
    }
}
