package io.cloakpool.migration.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.migration.hash.MemoryBudget;
import io.cloakpool.migration.hash.PasswordFormat;
import io.cloakpool.migration.hash.PasswordFormats;
import io.cloakpool.migration.hash.TakenMemory;
import io.cloakpool.migration.source.OutageReports;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.credential.hash.PasswordHashProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;

final class ForeignHashProviderTest {
    private static final String U_STAR_U = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

    private Instant now = Instant.EPOCH;
    private final OutageReports outages = new OutageReports(() -> now);
    private final Logger logger = Logger.getLogger(ForeignHashProvider.class.getName());
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void imported_password_is_the_right_one_or_not() {
        PasswordCredentialModel credential = ForeignCredentials.model(U_STAR_U);

        assertThat(provider(PasswordFormats.BCRYPT).verify("U*U", credential)).isTrue();
        assertThat(provider(PasswordFormats.BCRYPT).verify("U*U*", credential)).isFalse();
        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$2a$05$CCCCC",
                "$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e",
                "$2b$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
            })
    void unusable_hash_matches_nothing_and_is_one_warning_without_the_hash(String encoded) {
        PasswordCredentialModel credential =
                PasswordCredentialModel.createFromValues("foreign-bcrypt", new byte[0], 1, encoded);

        assertThat(provider(PasswordFormats.BCRYPT).verify("U*U", credential)).isFalse();

        assertThat(logged).singleElement().satisfies(line -> {
            assertThat(line.getLevel().getName()).isIn("WARN", Level.WARNING.getName());
            assertThat(text(line)).contains("bcrypt").doesNotContain("CCCCC", "U*U", "somesalt", "c29tZXNhbHQ");
        });
    }

    /** A no would count as a wrong password. */
    @Test
    void a_sign_in_that_there_is_no_memory_for_is_an_outage_and_no_wrong_password() {
        PasswordCredentialModel credential = ForeignCredentials.model(
                "$scrypt$ln=16,r=8,p=1$6t1by3lvLWWslVKK8d4bIw$lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk");
        MemoryBudget memory = new MemoryBudget(1 << 24);
        ForeignHashProvider provider = provider(PasswordFormats.SCRYPT, memory);

        TakenMemory.during(memory, () -> {
            // Instead of waiting for as long as there is patience.
            Thread.currentThread().interrupt();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> provider.verify("password", credential))
                        .hasMessage("There was no memory to compare a hash")
                        .hasNoCause()
                        .satisfies(thrown -> assertThat(thrown.getStackTrace()).isEmpty());
                assertThatThrownBy(() -> provider.credentialHashingStrength(credential))
                        .as("what Keycloak asks for when it has caught that one")
                        .hasMessage("outage");
            }
            now = now.plus(Duration.ofMinutes(1));
            assertThatThrownBy(() -> provider.verify("password", credential)).isInstanceOf(RuntimeException.class);
            assertThat(Thread.interrupted()).isTrue();
        });
        assertThat(provider.verify("not the password", credential)).isFalse();
        assertThatCode(() -> provider.credentialHashingStrength(credential))
                .as("after a wrong password")
                .doesNotThrowAnyException();

        assertThat(logged).as("one a minute").hasSize(2);
        assertThat(text(logged.get(1))).as("how many more").containsPattern("\\b2\\b");
        assertThat(logged).allSatisfy(line -> assertThat(text(line))
                .contains("realm", "shop", "scrypt")
                .doesNotContain("6t1by3", "lHSruHwTVWc8d6f4mNEY06MOBltFaduYk6cEq31d5uk"));
    }

    @Test
    void it_hashes_no_new_password() {
        assertThatThrownBy(() -> provider(PasswordFormats.PHPASS).encodedCredential("new", -1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("foreign-phpass")
                .hasMessageContaining("another hashing algorithm");
    }

    /** A no would have Keycloak hash the password anew at the end of each good sign-in, and fail. */
    @Test
    void policy_that_names_it_leaves_passwords_as_they_are_with_a_warning() {
        PasswordPolicy policy = PasswordPolicy.build().build(noSession());

        assertThat(provider(PasswordFormats.BCRYPT).policyCheck(policy, ForeignCredentials.model(U_STAR_U)))
                .isTrue();

        assertThat(logged).singleElement().satisfies(line -> assertThat(text(line))
                .contains("foreign-bcrypt is for imported passwords"));
    }

    @Test
    void each_format_has_its_provider_by_the_algorithm_of_its_credentials() {
        List<String> ids = ServiceLoader.load(PasswordHashProviderFactory.class).stream()
                .filter(found -> found.type().getPackageName().equals(ForeignHashes.class.getPackageName()))
                .map(found -> found.get().getId())
                .toList();

        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(PasswordFormats.ALL.stream()
                        .map(ForeignCredentials::algorithm)
                        .toList());
    }

    private static KeycloakSession noSession() {
        return (KeycloakSession) Proxy.newProxyInstance(
                ForeignHashProviderTest.class.getClassLoader(),
                new Class<?>[] {KeycloakSession.class},
                (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private ForeignHashProvider provider(PasswordFormat format) {
        return provider(format, new MemoryBudget(1 << 24));
    }

    private ForeignHashProvider provider(PasswordFormat format, MemoryBudget memory) {
        return new ForeignHashProvider(
                format, memory, outages, () -> "shop", () -> new IllegalStateException("outage"));
    }

    private static String text(LogRecord line) {
        return line.getMessage() + Arrays.toString(line.getParameters());
    }
}
