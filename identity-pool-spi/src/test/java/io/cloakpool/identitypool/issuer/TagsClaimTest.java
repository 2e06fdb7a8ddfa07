package io.cloakpool.identitypool.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TagsClaimTest {
    @Test
    void tags_come_back_and_an_absent_claim_has_none() {
        Map<String, String> tags = Map.of("team", "blue", "tier", "gold");

        assertThat(TagsClaim.read(TagsClaim.of(tags))).contains(tags);
        assertThat(TagsClaim.read(null)).contains(Map.of());
    }

    static Stream<Object> otherForms() {
        return Stream.of(
                "team=blue",
                Map.of(),
                Map.of("principal_tags", List.of("team")),
                Map.of("principal_tags", Map.of(7, List.of("blue"))),
                Map.of("principal_tags", Map.of("team", "blue")),
                Map.of("principal_tags", Map.of("team", List.of())),
                Map.of("principal_tags", Map.of("team", List.of("blue", "red"))),
                Map.of("principal_tags", Map.of("team", List.of(7))));
    }

    /** A tag that is left out could be the one that a Deny asks for. */
    @ParameterizedTest
    @MethodSource("otherForms")
    void claim_of_another_form_is_nothing(Object claim) {
        assertThat(TagsClaim.read(claim)).isEmpty();
    }
}
