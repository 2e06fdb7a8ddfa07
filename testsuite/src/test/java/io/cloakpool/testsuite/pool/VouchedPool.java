package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Http;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.GetOpenIdTokenForDeveloperIdentityResponse;

/**
 * A pool of a test's own for guests, users of the realm and users that a back end vouches for, with the three kinds of client
 * that call it. Its users get the demo's role.
 *
 * @param administrator signs as the realm's administration client
 * @param backEnd signs as the client that the pool names
 * @param app signs nothing
 */
record VouchedPool(
        Doors doors,
        String id,
        CognitoIdentityClient administrator,
        CognitoIdentityClient backEnd,
        CognitoIdentityClient app)
        implements AutoCloseable {
    static final String PROVIDER = "login.example";
    static final String POOL_TOKEN = "cognito-identity.amazonaws.com";

    static VouchedPool create(ManagedRealm realm) {
        Doors doors = Doors.of(realm);
        BackEnd developer = BackEnd.create(realm);
        CognitoIdentityClient administrator = BackEnd.administrator().sdk(realm);
        String id = administrator
                .createIdentityPool(r -> r.identityPoolName(developer.clientId())
                        .allowUnauthenticatedIdentities(true)
                        .allowClassicFlow(true)
                        .developerProviderName(PROVIDER)
                        .cognitoIdentityProviders(CognitoIdentityProvider.builder()
                                .providerName(loginKey(doors))
                                .clientId("webapp")
                                .serverSideTokenCheck(true)
                                .build()))
                .identityPoolId();
        String bearer = new People(realm).administrator();
        edit(doors, bearer, "/identity-pools/roles/" + Doors.ROLE, role -> role.withArray("trustedPools")
                .add(developer.clientId()));
        edit(doors, bearer, "/identity-pools/" + id, pool -> pool.putPOJO(
                        "developerClients", List.of(developer.clientId()))
                .put("authenticatedRole", Doors.ROLE));
        return new VouchedPool(doors, id, administrator, developer.sdk(realm), BackEnd.unsigned(realm));
    }

    /** How apps name the realm in {@code Logins}. */
    String loginKey() {
        return loginKey(doors);
    }

    GetOpenIdTokenForDeveloperIdentityResponse vouch(String user) {
        return vouch(Map.of(PROVIDER, user));
    }

    GetOpenIdTokenForDeveloperIdentityResponse vouch(Map<String, String> logins) {
        return backEnd.getOpenIdTokenForDeveloperIdentity(
                r -> r.identityPoolId(id).logins(logins));
    }

    String getId(Map<String, String> logins) {
        return app.getId(r -> r.identityPoolId(id).logins(logins)).identityId();
    }

    @Override
    public void close() {
        administrator.deleteIdentityPool(r -> r.identityPoolId(id));
        administrator.close();
        backEnd.close();
        app.close();
    }

    private static String loginKey(Doors doors) {
        return "cognito-idp.us-east-1.amazonaws.com/" + doors.userPoolId();
    }

    private static void edit(Doors doors, String administrator, String path, Consumer<ObjectNode> change) {
        ObjectNode settings = doors.admin("GET", path, "", administrator).json().deepCopy();
        change.accept(settings);
        Http.Answer changed = doors.admin("PUT", path, settings, administrator);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }
}
