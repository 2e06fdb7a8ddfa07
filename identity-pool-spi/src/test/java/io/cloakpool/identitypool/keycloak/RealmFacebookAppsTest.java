package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.Stub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderQuery;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.vault.VaultStringSecret;
import org.keycloak.vault.VaultTranscriber;

final class RealmFacebookAppsTest {
    private final FakeServer server = new FakeServer();
    private final List<IdentityProviderModel> stored = new ArrayList<>();
    private final List<String> released = new ArrayList<>();
    private final RealmFacebookApps apps;

    RealmFacebookAppsTest() {
        IdentityProviderStorageProvider providers =
                Stub.of(IdentityProviderStorageProvider.class, Map.of("getAllStream", arguments -> {
                    assertThat(((IdentityProviderQuery) arguments.get(0)).getOptions())
                            .isEqualTo(Map.of("clientId", "1001"));
                    return stored.stream();
                }));
        VaultTranscriber vault =
                Stub.of(VaultTranscriber.class, Map.of("getStringSecret", arguments -> new VaultStringSecret() {
                    @Override
                    public Optional<String> get() {
                        return arguments.get(0).equals("${vault.app}") ? Optional.of("hidden") : Optional.empty();
                    }

                    @Override
                    public void close() {
                        released.add((String) arguments.get(0));
                    }
                }));
        server.answer("identityProviders", arguments -> providers);
        server.answer("vault", arguments -> vault);
        apps = new RealmFacebookApps(server.session());
    }

    @Test
    void secret_is_that_of_the_enabled_provider_of_the_app() {
        store("facebook", "1001", "s0").setEnabled(false);
        store("oidc", "1001", "s1");
        store("facebook", "1002", "s2");
        store("facebook", "1001", " ");
        store("facebook", "1001", null);
        assertThat(apps.secret("1001")).isEmpty();

        store("facebook", "1001", "s3");

        assertThat(apps.secret("1001")).contains("s3");
    }

    @Test
    void secret_may_be_in_the_vault_and_its_copy_is_let_go() {
        store("facebook", "1001", "${vault.app}");

        assertThat(apps.secret("1001")).contains("hidden");
        assertThat(released).containsExactly("${vault.app}");
    }

    @Test
    void no_transaction_is_left_open() {
        store("facebook", "1001", "s");

        apps.secret("1001");

        assertThat(server.journal).contains("open").endsWith("close");
    }

    private IdentityProviderModel store(String type, String app, @Nullable String secret) {
        IdentityProviderModel model = new IdentityProviderModel();
        model.setProviderId(type);
        model.setEnabled(true);
        model.getConfig().put("clientId", app);
        model.getConfig().put("clientSecret", secret);
        stored.add(model);
        return model;
    }
}
