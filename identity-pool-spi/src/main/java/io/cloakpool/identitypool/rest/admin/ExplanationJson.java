package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.exchange.RoleExplanation;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.RoleArns;
import io.cloakpool.identitypool.role.ChosenRole;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which role and tags a login would get.
 *
 * @param decidedBy such as {@code rule:realm/rules/3}
 * @param refused the reason, where it would get none
 * @param message likewise, in words
 */
record ExplanationJson(
        @Nullable String role,
        @Nullable String roleArn,
        @Nullable String decidedBy,
        @Nullable Map<String, String> tags,
        @Nullable String refused,
        @Nullable String message,
        List<ConsideredJson> considered) {
    /** Something that was looked at. */
    record ConsideredJson(String binding, String subject, String verdict, @Nullable String detail) {
        static ConsideredJson of(RoleExplanation.Considered considered) {
            return new ConsideredJson(
                    considered.binding(),
                    considered.subject(),
                    Choice.text(considered.verdict()),
                    considered.detail().isEmpty() ? null : considered.detail());
        }
    }

    static ExplanationJson of(RoleExplanation explanation, PoolRealm realm) {
        ChosenRole chosen = explanation.chosen();
        Refused refused = explanation.refused();
        return new ExplanationJson(
                chosen == null ? null : chosen.role().name(),
                chosen == null ? null : RoleArns.of(realm, chosen.role().name()),
                chosen == null ? null : chosen.decidedBy(),
                chosen == null ? null : new TreeMap<>(chosen.tags()),
                refused == null ? null : Choice.text(refused.reason()),
                refused == null ? null : refused.getMessage(),
                explanation.considered().stream().map(ConsideredJson::of).toList());
    }
}
