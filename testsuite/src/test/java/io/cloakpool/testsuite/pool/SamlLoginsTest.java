package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloakpool.testsuite.pool.People.Person;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;

/** Logins by SAML 2.0 assertions. Another realm of the server is the identity provider, and makes the responses. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class SamlLoginsTest {
    /** Metadata is asked for again no more often than every eleven seconds. */
    private static final Duration ROTATION = Duration.ofSeconds(25);

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    @InjectRealm(ref = "other", config = OtherRealm.class)
    ManagedRealm idp;

    private SamlFixture saml;
    private SamlApp samlApp;
    private People users;
    private Person bob;
    private CognitoIdentityClient administrator;
    private CognitoIdentityClient app;
    private PoolEditor editor;
    private String alias;
    private String key;
    private String pool;

    @BeforeEach
    void poolThatTakesThem() {
        users = new People(idp);
        bob = users.newPerson();
        app = BackEnd.unsigned(realm);
        saml = SamlFixture.create(realm, idp);
        samlApp = saml.app();
        administrator = saml.administrator();
        editor = saml.editor();
        alias = saml.alias();
        key = saml.key();
        pool = saml.pool();
    }

    @AfterEach
    void remove() {
        saml.close();
        app.close();
    }

    @Test
    void the_api_says_the_providers_as_they_were_sent() {
        assertThat(administrator
                        .describeIdentityPool(r -> r.identityPoolId(pool))
                        .samlProviderARNs())
                .containsExactly(key);
        assertThat(update(key)).containsExactly(key);
        getId(samlApp.response(bob));
        assertThatThrownBy(() -> update("arn:aws:iam::000000000000:saml-provider/nobody"))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(update()).isEmpty();
        refused(samlApp.response(bob));
    }

    @Test
    void response_of_the_identity_provider_becomes_credentials() {
        String response = samlApp.response(bob);

        String identity = getId(response);
        var credentials = app.getCredentialsForIdentity(
                        r -> r.identityId(identity).logins(Map.of(key, response)))
                .credentials();

        assertThat(credentials.accessKeyId()).startsWith("ASIA");
        assertThat(getId(samlApp.response(bob))).isEqualTo(identity);
        assertThat(getId(samlApp.response(users.newPerson()))).isNotEqualTo(identity);
        assertThat(administrator.describeIdentity(r -> r.identityId(identity)).logins())
                .containsExactly(key);
    }

    @Test
    void response_that_was_changed_is_refused() {
        String response = samlApp.response(bob);
        String xml = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
        assertThat(xml).contains(">" + bob.name() + "<");
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("user", xml.replace(">" + bob.name() + "<", ">somebody<"));
        bad.put("comment in the user", xml.replace(">" + bob.name() + "<", ">" + bob.name() + "<!-- -->x<"));
        bad.put("audience", xml.replace("urn:" + alias, "urn:other"));
        bad.put("no signature", xml.replaceAll("(?s)<dsig:Signature.*</dsig:Signature>", ""));
        bad.put("document type", "<!DOCTYPE x [<!ENTITY a 'b'>]>" + xml);
        bad.put("status", xml.replace("status:Success", "status:Requester"));
        bad.put("half", xml.substring(0, xml.length() / 2));
        Map<String, Class<?>> verdicts = new LinkedHashMap<>();
        bad.forEach((name, changed) -> {
            assertThat(changed).as(name).isNotEqualTo(xml);
            verdicts.put(name, verdict(base64(changed)));
        });
        verdicts.put("no base64", verdict("<" + response));

        assertThat(verdicts)
                .allSatisfy((name, verdict) -> assertThat(verdict).as(name).isEqualTo(NotAuthorizedException.class));
        getId(response);
    }

    @Test
    void response_counts_for_the_app_that_it_was_made_for() {
        try (SamlApp other =
                SamlApp.create(idp, "urn:other-" + alias, samlApp.signIn().consumer())) {
            refused(other.response(bob));
        }
        editor.change(settings -> saml.binding(settings).putPOJO("recipients", List.of("https://other.example/acs")));
        refused(samlApp.response(bob));
    }

    @Test
    void response_that_nobody_asked_for_counts_only_where_the_binding_says_so() {
        refused(samlApp.unsolicited(bob));
        editor.change(settings -> saml.binding(settings).put("idpInitiated", true));

        getId(samlApp.unsolicited(bob));
    }

    /** The realm is itself an app of the identity provider. */
    @Test
    void response_for_the_realm_itself_needs_no_names() {
        editor.change(settings ->
                saml.binding(settings).putPOJO("clientIds", List.of()).putPOJO("recipients", List.of()));
        String issuer = SamlApp.issuer(realm);
        try (SamlApp broker = SamlApp.create(idp, issuer, issuer + "/broker/" + alias + "/endpoint")) {
            getId(broker.response(bob));
        }
        try (SamlApp door = SamlApp.create(idp, issuer, issuer + "/cognito-identity")) {
            getId(door.response(bob));
        }
        refused(samlApp.response(bob));
    }

    @Test
    void response_serves_one_pool() {
        String second = saml.newPool(alias + "-2");
        try {
            saml.editor(second).change(saml::acceptApp);
            String response = samlApp.response(bob);
            getId(response);
            getId(response);

            assertThatThrownBy(() -> app.getId(r -> r.identityPoolId(second).logins(Map.of(key, response))))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("used elsewhere");
            getId(response);
        } finally {
            administrator.deleteIdentityPool(r -> r.identityPoolId(second));
        }
    }

    @Test
    void provider_that_is_disabled_or_does_not_validate_signatures_accepts_nothing() {
        String response = samlApp.response(bob);
        getId(response);
        for (Consumer<IdentityProviderRepresentation> change : List.<Consumer<IdentityProviderRepresentation>>of(
                provider -> provider.setEnabled(false),
                provider -> provider.getConfig().put("validateSignature", "false"),
                provider -> provider.getConfig().remove("idpEntityId"))) {
            IdentityProviderRepresentation good =
                    realm.admin().identityProviders().get(alias).toRepresentation();
            saml.changeProvider(change);
            refused(response);
            realm.admin().identityProviders().get(alias).update(good);
        }

        getId(response);
    }

    @Test
    void certificate_may_be_written_down() {
        saml.changeProvider(provider -> {
            provider.getConfig().put("useMetadataDescriptorUrl", "false");
            provider.getConfig().put("signingCertificate", KnownKey.create().certificateBase64());
        });
        refused(samlApp.response(bob));
        String certificate = idp.admin().keys().getKeyMetadata().getKeys().stream()
                .filter(one -> "RS256".equals(one.getAlgorithm()))
                .findFirst()
                .orElseThrow()
                .getCertificate();
        saml.changeProvider(provider -> provider.getConfig().put("signingCertificate", certificate));

        getId(samlApp.response(bob));
    }

    @Test
    void rotated_key_counts_soon_and_the_old_one_no_more() throws InterruptedException {
        String first = addKey();
        String old = samlApp.response(bob);
        await(old);
        idp.admin().components().component(first).remove();
        String second = addKey();
        try {
            String fresh = samlApp.response(bob);
            await(fresh);
            getId(fresh);
            refused(old);
        } finally {
            idp.admin().components().component(second).remove();
        }
    }

    @Test
    void metadata_that_cannot_be_had_is_an_external_fault() {
        saml.changeProvider(
                provider -> provider.getConfig().put("metadataDescriptorUrl", "http://127.0.0.1:1/" + alias));

        assertThatThrownBy(() -> getId(samlApp.response(bob))).isInstanceOf(ExternalServiceException.class);
    }

    private void await(String response) throws InterruptedException {
        Instant end = Instant.now().plus(ROTATION);
        while (catchThrowable(() -> getId(response)) != null && Instant.now().isBefore(end)) {
            Thread.sleep(500);
        }
        getId(response);
    }

    /** A key that the identity provider signs with from now on. */
    private String addKey() {
        ComponentRepresentation component = new ComponentRepresentation();
        component.setName("saml-" + UUID.randomUUID());
        component.setProviderType("org.keycloak.keys.KeyProvider");
        component.setProviderId("rsa-generated");
        component.setConfig(new MultivaluedHashMap<>());
        component.getConfig().putSingle("priority", "300");
        try (Response made = idp.admin().components().add(component)) {
            return ApiUtil.getCreatedId(made);
        }
    }

    private List<String> update(String... providers) {
        return administrator
                .updateIdentityPool(r -> r.identityPoolId(pool)
                        .identityPoolName(alias)
                        .allowUnauthenticatedIdentities(false)
                        .samlProviderARNs(providers))
                .samlProviderARNs();
    }

    private String getId(String response) {
        return app.getId(r -> r.identityPoolId(pool).logins(Map.of(key, response)))
                .identityId();
    }

    private void refused(String response) {
        assertThatThrownBy(() -> getId(response)).isInstanceOf(NotAuthorizedException.class);
    }

    private Class<?> verdict(String response) {
        Throwable thrown = catchThrowable(() -> getId(response));
        return thrown == null ? Void.class : thrown.getClass();
    }

    private static String base64(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }
}
