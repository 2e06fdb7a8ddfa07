package io.cloakpool.testsuite.pool;

import io.cloakpool.distribution.demo.DemoSecrets;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.GatewayCalls.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.common.util.StringPropertyReplacer;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.realm.ClientBuilder;
import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.util.JsonSerialization;

/** The demo's realm, with what tests need beside it: keys that they know, a second app, a second gateway, the classic flow. */
final class DemoExport {
    static final String ORIGIN = "https://app.example.org";
    static final String OTHER_APP = "otherapp";
    static final DemoSecrets SECRETS = DemoSecrets.random();

    private static final String PACK = "io.cloakpool.identitypool.keycloak.";
    private static final String POOL = PACK + "IdentityPoolComponent";
    private static final String KEY = PACK + "PoolKeyComponent";
    private static final String GATEWAY = PACK + "GatewayComponent";

    private DemoExport() {}

    /**
     * @param name of the realm
     * @param realmKey signs the realm's own tokens
     * @param poolKey signs its pools' tokens
     */
    static RealmBuilder realm(String name, String userPoolId, KnownKey realmKey, KnownKey poolKey) {
        RealmRepresentation realm = read();
        realm.setRealm(name);
        realm.getAttributes().put("cloakpool.userPoolId", userPoolId);
        // Users of these tests sign in by the hundred, and none of their passwords is worth hashing well.
        realm.setPasswordPolicy("hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
        realm.getUsers().stream()
                .filter(user -> user.getRealmRoles() != null)
                .forEach(user -> user.setRealmRoles(List.of("default-roles-" + name)));
        MultivaluedHashMap<String, ComponentExportRepresentation> components = realm.getComponents();
        set(component(realm, POOL, "demo"), "allowClassicFlow", "true");
        ComponentExportRepresentation signing = component(realm, KEY, "signing");
        set(signing, "privateKey", poolKey.pkcs8());
        set(signing, "certificate", poolKey.certificateBase64());
        components.add(
                GATEWAY,
                component(
                        Dialect.TRAEFIK.gateway(),
                        "cloakpool-gateway",
                        Map.of("dialect", "traefik", "secret", SECRETS.gateway())));
        components.put(
                "org.keycloak.keys.KeyProvider",
                List.of(
                        component("known", "rsa", Map.of("privateKey", realmKey.pem(), "priority", "200")),
                        component("hmac", "hmac-generated", Map.of("algorithm", "HS512", "priority", "100")),
                        component("aes", "aes-generated", Map.of("priority", "100"))));
        return RealmBuilder.update(realm)
                .adminEventsDetailsEnabled(true)
                .clients(ClientBuilder.create(OTHER_APP).publicClient().directAccessGrantsEnabled());
    }

    /** The export with its placeholders filled, as the server's import fills them. */
    private static RealmRepresentation read() {
        Map<String, String> values = SECRETS.environment(ORIGIN);
        Issued.addAllOf(values);
        try (InputStream file = Objects.requireNonNull(
                DemoExport.class.getResourceAsStream("/realm-exports/identity-pool-demo.json"))) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return JsonSerialization.readValue(
                    StringPropertyReplacer.replaceProperties(text, values::get), RealmRepresentation.class);
        } catch (IOException e) {
            throw new IllegalStateException("the export cannot be read", e);
        }
    }

    private static ComponentExportRepresentation component(RealmRepresentation realm, String kind, String name) {
        return realm.getComponents().getList(kind).stream()
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ComponentExportRepresentation component(String name, String provider, Map<String, String> config) {
        ComponentExportRepresentation component = new ComponentExportRepresentation();
        component.setName(name);
        component.setProviderId(provider);
        component.setConfig(new MultivaluedHashMap<>());
        config.forEach((key, value) -> set(component, key, value));
        return component;
    }

    private static void set(ComponentExportRepresentation component, String key, String value) {
        component.getConfig().putSingle(key, value);
    }
}
