package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import org.keycloak.vault.VaultStringSecret;
import org.keycloak.vault.VaultTranscriber;

final class VaultSecretsTest {
    private static final String REAL = "a-secret-from-the-vault";

    private final List<String> closed = new ArrayList<>();
    private Optional<String> inVault = Optional.of(REAL);

    @Test
    void plain_secret_is_left_as_it_is_and_asks_no_vault() {
        Gateway gateway = gateway("a-plain-gateway-secret");

        assertThat(VaultSecrets.resolve(Stub.of(KeycloakSession.class, Map.of()), gateway))
                .containsSame(gateway);
    }

    @Test
    void expression_is_replaced_by_what_the_vault_holds_and_the_copy_is_let_go() {
        Gateway resolved = resolve().orElseThrow();

        assertThat(resolved.secret()).isEqualTo(secret(REAL));
        assertThat(resolved.name()).isEqualTo("s3");
        assertThat(resolved.s3BaseDomains()).containsExactly("s3.example");
        assertThat(closed).containsExactly("${vault.gateway}");
    }

    @Test
    void vault_without_the_secret_or_with_a_weak_one_leaves_no_gateway() {
        for (Optional<String> unusable : List.of(Optional.<String>empty(), Optional.of("short"))) {
            inVault = unusable;
            assertThat(resolve()).isEmpty();
        }
        assertThat(closed).hasSize(2);
    }

    private Optional<Gateway> resolve() {
        VaultTranscriber vault =
                Stub.of(VaultTranscriber.class, Map.of("getStringSecret", arguments -> new VaultStringSecret() {
                    @Override
                    public Optional<String> get() {
                        return inVault;
                    }

                    @Override
                    public void close() {
                        closed.add((String) arguments.get(0));
                    }
                }));
        return VaultSecrets.resolve(
                Stub.of(KeycloakSession.class, Map.of("vault", arguments -> vault)), gateway("${vault.gateway}"));
    }

    private static Gateway gateway(String secret) {
        return new Gateway("g", "s3", true, Gateway.Dialect.NGINX, secret(secret), List.of("s3.example"), Map.of());
    }

    private static Secret secret(String text) {
        return new Secret(text.getBytes(StandardCharsets.US_ASCII));
    }
}
