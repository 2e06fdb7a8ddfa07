package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.FakeClock;
import io.cloakpool.identitypool.fakes.LogLines;
import io.cloakpool.identitypool.fakes.Stub;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderStorageProvider;

final class KeycloakProvidersTest {
    private static final LoginProvider ADFS = LoginProvider.of(Kind.SAML, "adfs");
    private static final String ARN = "arn:aws:iam::123456789012:saml-provider/adfs";

    @RegisterExtension
    final LogLines lines = LogLines.of(ComponentCache.class);

    private final FakeServer server = new FakeServer();
    private final SharedState shared = new SharedState();
    private final IdentityProviderModel model = new IdentityProviderModel();

    KeycloakProvidersTest() {
        model.setProviderId("saml");
        model.setInternalId("internal");
        model.setAlias("adfs");
        model.setEnabled(true);
        model.setConfig(new HashMap<>(Map.of(
                "idpEntityId", "https://idp.example", "validateSignature", "true", "signingCertificate", "MII")));
        IdentityProviderStorageProvider stored = Stub.of(
                IdentityProviderStorageProvider.class,
                Map.of(
                        "getByAlias", arguments -> arguments.get(0).equals("adfs") ? model : null,
                        "getById", arguments -> arguments.get(0).equals("internal") ? model : null));
        server.answer("identityProviders", arguments -> stored);
    }

    @Test
    void saml_provider_is_found_by_alias_by_arn_and_by_the_id_of_its_logins() {
        assertThat(providers().find(ADFS).map(ProviderFacts::key)).contains(ARN);
        assertThat(providers().byId("idp:internal").map(ProviderFacts::key)).contains(ARN);
        assertThat(providers().named(Kind.SAML, ARN)).contains(ADFS);
        assertThat(providers().named(Kind.SAML, ARN + "x")).isEmpty();
        assertThat(providers().named(Kind.SAML, "adfs")).isEmpty();
        assertThat(providers().assertions(ADFS).profile().recipients()).hasSize(3);
        assertThat(lines.all()).isEmpty();
    }

    @Test
    void why_nobody_is_let_in_is_said_once() {
        model.getConfig().remove("idpEntityId");
        for (int i = 0; i < 3; i++) {
            assertThat(providers().find(ADFS)).isEmpty();
            assertThat(providers().byId("idp:internal")).isEmpty();
        }

        assertThat(lines.all()).singleElement().satisfies(line -> assertThat(line.getMessage())
                .contains("adfs", "entity id"));
    }

    /** As each request has its own. */
    private KeycloakProviders providers() {
        return new KeycloakProviders(
                server.session(),
                shared,
                new BoundedHttp(server.session(), shared.deadlines(), shared.outboundHosts()),
                new LoginVerifiers(server.session(), new RefusalThrottle(new FakeClock())),
                TestData.REALM);
    }
}
