package io.cloakpool.identitypool.fakes;

import io.cloakpool.aws.policy.PolicyDocument;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.GuestProof;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.pool.PoolSettings;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.pool.Secret;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Values that many tests start from. */
public final class TestData {
    public static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";
    public static final PoolRealm REALM = realm("realm-1", true);
    public static final PoolId POOL_ID =
            new PoolId("eu-west-1", UUID.fromString("11111111-2222-3333-4444-555555555555"));

    private TestData() {}

    public static PoolRealm realm(String id, boolean hostnameConfigured) {
        return new PoolRealm(
                id,
                "demo",
                "eu-west-1",
                "123456789012",
                "eu-west-1_abcdefghi",
                URI.create("https://id.example/realms/demo"),
                hostnameConfigured);
    }

    public static Secret secret(int fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return new Secret(bytes);
    }

    /** A pool that takes guests and the logins of {@code webapp}. */
    public static IdentityPool pool() {
        return pool(POOL_ID, settings().build());
    }

    public static IdentityPool pool(PoolId id, PoolSettings settings) {
        return new IdentityPool(id, secret(7), settings, List.of(binding("webapp")));
    }

    public static LoginBinding binding(String... clients) {
        return new LoginBinding(
                "b-1", "realm", LoginProvider.REALM, Set.of(clients), true, "r1", null, null, SamlSettings.NONE);
    }

    /** A binding with these settings; its revision follows them. */
    public static LoginBinding binding(BindingSettings settings) {
        return new LoginBinding(
                "id-of-" + settings.name(),
                settings.name(),
                settings.provider(),
                settings.clientIds(),
                settings.serverSideCheck(),
                "r" + settings.hashCode(),
                settings.roleMapping(),
                settings.tagMapping(),
                settings.saml());
    }

    public static BindingSettings bindingSettings(String... clients) {
        return new BindingSettings("realm", LoginProvider.REALM, Set.of(clients), true, null, null, SamlSettings.NONE);
    }

    public static PoolRole role(String name, Amr... amr) {
        return new PoolRole(
                "id-of-" + name,
                name,
                true,
                PolicyDocument.parse(ALLOW_ALL),
                null,
                Set.of("main"),
                Set.of(amr),
                Duration.ofHours(2),
                true,
                null,
                StsTrust.NONE,
                "r1");
    }

    public static RoleSettings roleSettings(String name, String pool, Amr... amr) {
        return new RoleSettings(
                name, true, ALLOW_ALL, null, Set.of(pool), Set.of(amr), Duration.ofHours(1), true, null, StsTrust.NONE);
    }

    public static Settings settings() {
        return new Settings();
    }

    /** Asserts that a call is refused for this reason. */
    public static Refused assertRefused(Reason reason, ThrowingCallable call) {
        Refused refused = Assertions.catchThrowableOfType(Refused.class, call);
        Assertions.assertThat(refused).as("refusal with " + reason).isNotNull();
        Assertions.assertThat(refused.reason()).isEqualTo(reason);
        return refused;
    }

    /** Settings of a pool named {@code main} with roles {@code user} and {@code guest}, to be changed where a test needs it. */
    public static final class Settings {
        private String name = "main";
        private boolean guests = true;
        private GuestProof proof = GuestProof.NONE;
        private boolean classic;
        private @Nullable String developer;
        private @Nullable String user = "user";
        private @Nullable String guest = "guest";
        private List<String> requestable = List.of();
        private Duration lifetime = Duration.ofHours(1);
        private boolean endWithSession;
        private boolean serviceAccounts;

        public Settings name(String value) {
            name = value;
            return this;
        }

        public Settings guests(boolean value) {
            guests = value;
            return this;
        }

        public Settings proof() {
            proof = GuestProof.REQUIRED;
            return this;
        }

        public Settings classic() {
            classic = true;
            return this;
        }

        public Settings developer(@Nullable String value) {
            developer = value;
            return this;
        }

        public Settings roles(@Nullable String authenticated, @Nullable String unauthenticated) {
            user = authenticated;
            guest = unauthenticated;
            return this;
        }

        public Settings requestable(String... roles) {
            requestable = List.of(roles);
            return this;
        }

        public Settings lifetime(Duration value) {
            lifetime = value;
            return this;
        }

        public Settings endWithSession() {
            endWithSession = true;
            return this;
        }

        public Settings serviceAccounts() {
            serviceAccounts = true;
            return this;
        }

        public PoolSettings build() {
            return new PoolSettings(
                    name,
                    guests,
                    proof,
                    Duration.ofDays(30),
                    classic,
                    developer,
                    Set.of(),
                    user,
                    guest,
                    requestable,
                    lifetime,
                    endWithSession,
                    serviceAccounts,
                    Map.of());
        }
    }
}
