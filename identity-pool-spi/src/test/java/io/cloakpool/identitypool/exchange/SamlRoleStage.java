package io.cloakpool.identitypool.exchange;

import static io.cloakpool.identitypool.fakes.TestData.ALLOW_ALL;
import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.identitypool.fakes.FakeAssertions;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.login.SamlAssertion;
import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.login.SamlAssertion.NameId;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.RemoteRole;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.SubjectPattern;
import io.cloakpool.identitypool.pool.TagMapping;
import io.cloakpool.identitypool.pool.TrustedLogin;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A pool that takes assertions of one provider, and a role {@code report} that trusts its user alice. */
abstract class SamlRoleStage {
    static final LoginProvider ADFS = LoginProvider.of(Kind.SAML, "adfs");
    static final String PROVIDER = "arn:aws:iam::123456789012:saml-provider/adfs";
    static final String ROLE = "arn:aws:iam::123456789012:role/report";
    static final String ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/";
    static final Attribute GRANT = attribute("Role", ROLE + "," + PROVIDER);
    static final Attribute NAME = attribute("RoleSessionName", "alice@example.com");
    static final PoolId OTHER = new PoolId("eu-west-1", new UUID(5, 6));

    final World world = new World(settings());
    final FakeAssertions adfs = world.providers.saml("adfs");
    private int assertions;

    SamlRoleStage() {
        pool(POOL_ID, "main", binding("b-1", "adfs", Set.of()));
        role(Set.of("department"), true, trust("main", "adfs", "ali*"));
    }

    void nothingHappened() {
        assertThat(world.identities.size()).isZero();
        assertThat(world.uses.lifespans).isEmpty();
    }

    AssumedSamlRole assume(String token) {
        return assume(token, Narrowing.NONE);
    }

    AssumedSamlRole assume(String token, Narrowing narrowing) {
        return assume(PROVIDER, token, ROLE, narrowing);
    }

    AssumedSamlRole assume(String provider, String token, String role, Narrowing narrowing) {
        return world.exchange().assumeRoleWithSaml(provider, token, role, narrowing);
    }

    String token(Attribute... attributes) {
        return token(null, attributes);
    }

    String token(Instant sessionEnd) {
        return token(sessionEnd, GRANT, NAME);
    }

    String token(@Nullable Instant sessionEnd, Attribute... attributes) {
        SamlAssertion plain = FakeAssertions.assertion(world.clock.instant(), "a-" + assertions++);
        return adfs.token(new SamlAssertion(
                plain.id(),
                plain.issuer(),
                plain.issuedAt(),
                new NameId("alice", "", null, null),
                plain.bearers(),
                plain.audiences(),
                plain.notBefore(),
                plain.notOnOrAfter(),
                sessionEnd,
                Arrays.asList(attributes)));
    }

    static Attribute attribute(String name, String... values) {
        return new Attribute(ATTRIBUTES + name, null, Arrays.asList(values));
    }

    void pool(PoolId id, String name, LoginBinding... bindings) {
        world.pools.add(
                new IdentityPool(id, TestData.secret(7), settings().name(name).build(), Arrays.asList(bindings)));
    }

    static LoginBinding binding(String id, String name, Set<String> audiences) {
        return new LoginBinding(id, name, ADFS, audiences, true, "r1", null, null, SamlSettings.NONE);
    }

    static TrustedLogin trust(String pool, String binding, String subject) {
        return new TrustedLogin(pool, binding, List.of(new SubjectPattern(subject)));
    }

    static LoginBinding mapping(TagMapping tags) {
        return new LoginBinding("b-1", "adfs", ADFS, Set.of(), true, "r1", null, tags, SamlSettings.NONE);
    }

    /** A role whose credentials another service issues. */
    static PoolRole remote(TrustedLogin trust) {
        return role(true, Set.of("main"), new RemoteRole("ceph", "arn:aws:iam:::role/remote", false), trust);
    }

    static PoolRole role(boolean enabled, Set<String> pools, @Nullable RemoteRole remote, TrustedLogin... logins) {
        return new PoolRole(
                "id-of-report",
                "report",
                enabled,
                PolicyDocument.parse(ALLOW_ALL),
                null,
                pools,
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(2),
                true,
                remote,
                new StsTrust(List.of(logins), Set.of(), Set.of("department")),
                "r1");
    }

    void role(Set<String> callerTags, boolean sessionTags, TrustedLogin... logins) {
        world.pools.add(new PoolRole(
                "id-of-report",
                "report",
                true,
                PolicyDocument.parse(ALLOW_ALL),
                null,
                Set.of("main", "other"),
                Set.of(Amr.AUTHENTICATED),
                Duration.ofHours(2),
                sessionTags,
                null,
                new StsTrust(List.of(logins), Set.of(), callerTags),
                "r1"));
    }
}
