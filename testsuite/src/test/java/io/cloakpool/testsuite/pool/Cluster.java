package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;

/**
 * A cluster whose service accounts take roles: its issuer as an identity provider of the realm, a pool that accepts its tokens and
 * users of the realm, and roles that trust them.
 *
 * @param name of the identity provider, of the pool and at the end of each role
 */
record Cluster(Doors doors, People people, LoginStandIn issuer, String name) implements AutoCloseable {
    static final String AUDIENCE = "sts.amazonaws.com";
    static final String PROD = "system:serviceaccount:prod:";

    static Cluster create(ManagedRealm realm) {
        Cluster cluster =
                new Cluster(Doors.of(realm), new People(realm), new LoginStandIn(), "cluster" + UUID.randomUUID());
        IdentityProviderRepresentation provider = new IdentityProviderRepresentation();
        provider.setAlias(cluster.name());
        provider.setProviderId("oidc");
        provider.setEnabled(true);
        provider.setConfig(new HashMap<>(Map.of(
                "issuer",
                cluster.issuerUrl(),
                "clientId",
                "not-used",
                "clientSecret",
                "not-used",
                "authorizationUrl",
                "https://cluster.example/none",
                "tokenUrl",
                "https://cluster.example/none",
                "validateSignature",
                "true",
                "useJwksUrl",
                "true",
                "jwksUrl",
                cluster.issuer().url("/keys"))));
        try (Response made = realm.admin().identityProviders().create(provider)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
        return cluster;
    }

    /** Its pool, and a role {@code Job…} that the service accounts of {@code prod} may take. */
    Cluster withPool() {
        Http.Answer made = doors.admin(
                "PUT",
                "/identity-pools/" + name,
                Map.of(
                        "name",
                        name,
                        "authenticatedRole",
                        role("Job"),
                        "bindings",
                        List.of(
                                Map.of(
                                        "name",
                                        "cluster",
                                        "provider",
                                        "oidc",
                                        "providerName",
                                        name,
                                        "clientIds",
                                        List.of(AUDIENCE)),
                                Map.of("name", "realm", "provider", "realm", "clientIds", List.of("webapp"))),
                        "roles",
                        List.of(job())),
                people.administrator());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("warnings")).isEmpty();
        return this;
    }

    private Map<String, Object> job() {
        return roleJson(
                "Job",
                List.of(
                        statement("s3:GetObject", "arn:aws:s3:::demo/public/*"),
                        statement("sts:*", "*"),
                        statement("s3:GetObject", "arn:aws:s3:::demo/jobs/*")),
                Map.of(
                        "trustedLogins",
                        List.of(Map.of("pool", name, "binding", "cluster", "subjects", List.of(PROD + "*")))));
    }

    Map<String, Object> roleJson(String role, List<Map<String, String>> statements, Map<String, ?> more) {
        Map<String, Object> json = new HashMap<>(Map.of(
                "name",
                role(role),
                "trustedPools",
                List.of(name),
                "policy",
                Map.of("Version", "2012-10-17", "Statement", statements)));
        json.putAll(more);
        return json;
    }

    static Map<String, String> statement(String action, String resource) {
        return Map.of("Effect", "Allow", "Action", action, "Resource", resource);
    }

    /** Makes or changes a role that holders of others may take. */
    void put(String role, List<Map<String, String>> statements, Map<String, ?> more) {
        Http.Answer stored = tryToPut(role, statements, more);
        assertThat(stored.status()).as(stored.body()).isIn(200, 201);
    }

    Http.Answer tryToPut(String role, List<Map<String, String>> statements, Map<String, ?> more) {
        return doors.admin(
                "PUT", "/identity-pools/roles/" + role(role), roleJson(role, statements, more), people.administrator());
    }

    String role(String role) {
        return role + name;
    }

    String arn(String role) {
        return "arn:aws:iam::000000000000:role/" + role(role);
    }

    String issuerUrl() {
        return "https://" + name + ".example";
    }

    /** A token as a cluster projects it into a pod: one audience in a list, and no type. */
    String token(String subject) {
        return token(subject, Map.of());
    }

    String token(String subject, Map<String, ?> changes) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "sub",
                subject,
                "aud",
                List.of(AUDIENCE),
                "kubernetes.io",
                Map.of("namespace", "prod", "serviceaccount", Map.of("name", "api", "uid", "1"))));
        claims.putAll(changes);
        return LoginStandIn.signed(
                Map.of("alg", "RS256", "kid", issuer.key().kid()),
                LoginStandIn.claims(issuerUrl(), AUDIENCE, claims),
                issuer.key());
    }

    @Override
    public void close() {
        String administrator = people.administrator();
        Stream.of("/identity-pools/" + name, "/identity-pools/roles/" + role("Job"))
                .forEach(path -> doors.admin("DELETE", path, "", administrator));
        people.realm().admin().identityProviders().get(name).remove();
        issuer.close();
    }
}
