package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

/**
 * A realm with another one as its SAML identity provider, an app of that, and a pool that accepts the app's logins.
 *
 * @param alias of the identity provider; name of the pool
 * @param pool id of the pool
 */
record SamlFixture(ManagedRealm realm, SamlApp app, CognitoIdentityClient administrator, String alias, String pool)
        implements AutoCloseable {
    static SamlFixture create(ManagedRealm realm, ManagedRealm idp) {
        String alias = "saml-" + UUID.randomUUID();
        SamlApp app = SamlApp.create(idp, "urn:" + alias, "https://app.example.org/acs/" + alias);
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(alias);
        provider.setProviderId("saml");
        provider.setEnabled(true);
        provider.setConfig(new HashMap<>(app.signIn().provider()));
        try (Response made = realm.admin().identityProviders().create(provider)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
        CognitoIdentityClient administrator = BackEnd.administrator().sdk(realm);
        SamlFixture fixture =
                new SamlFixture(realm, app, administrator, alias, newPool(administrator, alias, arn(alias)));
        fixture.editor().trustDemoUser(alias);
        fixture.editor().change(settings -> {
            settings.put("authenticatedRole", Doors.ROLE);
            fixture.acceptApp(settings);
        });
        return fixture;
    }

    private static String arn(String alias) {
        return "arn:aws:iam::000000000000:saml-provider/" + alias;
    }

    /** The provider's name in {@code Logins}. */
    String key() {
        return arn(alias);
    }

    String newPool(String name) {
        return newPool(administrator, name, key());
    }

    private static String newPool(CognitoIdentityClient administrator, String name, String key) {
        return administrator
                .createIdentityPool(r -> r.identityPoolName(name)
                        .allowUnauthenticatedIdentities(false)
                        .samlProviderARNs(key))
                .identityPoolId();
    }

    PoolEditor editor() {
        return editor(pool);
    }

    PoolEditor editor(String ofPool) {
        return new PoolEditor(Doors.of(realm), new People(realm), ofPool);
    }

    /** The binding of the identity provider. */
    ObjectNode binding(ObjectNode settings) {
        return PoolEditor.binding(settings, "saml-" + alias);
    }

    /** Has a pool's binding take what is made for the app. */
    void acceptApp(ObjectNode settings) {
        binding(settings)
                .putPOJO("clientIds", List.of(app.signIn().entityId()))
                .putPOJO("recipients", List.of(app.signIn().consumer()));
    }

    void changeProvider(Consumer<IdentityProviderRepresentation> change) {
        var resource = realm.admin().identityProviders().get(alias);
        IdentityProviderRepresentation representation = resource.toRepresentation();
        change.accept(representation);
        resource.update(representation);
    }

    @Override
    public void close() {
        administrator.deleteIdentityPool(r -> r.identityPoolId(pool));
        realm.admin().identityProviders().get(alias).remove();
        app.close();
        administrator.close();
    }
}
