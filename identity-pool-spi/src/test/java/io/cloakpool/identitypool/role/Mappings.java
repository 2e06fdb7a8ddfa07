package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.RoleMapping;
import io.cloakpool.identitypool.pool.RoleMapping.AmbiguousRole;
import io.cloakpool.identitypool.pool.RoleRule;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mappings and logins of these tests. */
final class Mappings {
    private Mappings() {}

    static RoleMapping rules(AmbiguousRole ambiguous, RoleRule... rules) {
        return new RoleMapping(RoleMapping.Type.RULES, ambiguous, List.of(rules));
    }

    static RoleMapping token(AmbiguousRole ambiguous) {
        return new RoleMapping(RoleMapping.Type.TOKEN, ambiguous, List.of());
    }

    static RoleRule equal(String claim, String value, String role) {
        return new RoleRule(claim, RoleRule.MatchType.EQUALS, value, role);
    }

    static RoleLogin login(Map<String, Object> claims) {
        return login(null, null, claims);
    }

    static RoleLogin login(@Nullable RoleMapping roles, @Nullable TagMapping tags, Map<String, Object> claims) {
        return loginBy(
                TestData.binding(TestData.bindingSettings("webapp")
                        .withRoleMapping(roles)
                        .withTagMapping(tags)),
                "webapp",
                claims);
    }

    static RoleLogin loginBy(LoginBinding binding, @Nullable String client, Map<String, Object> claims) {
        return new RoleLogin(
                binding, new VerifiedLogin("realm:1", "alice", claims, client, null, Instant.EPOCH, Instant.MAX));
    }

    static String arn(String name) {
        return "arn:aws:iam::123456789012:role/" + name;
    }
}
