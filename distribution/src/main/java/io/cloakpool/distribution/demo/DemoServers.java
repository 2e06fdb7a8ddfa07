package io.cloakpool.distribution.demo;

import io.cloakpool.distribution.KeycloakServer;
import io.cloakpool.examples.s3gateway.EmbeddedS3;
import io.cloakpool.examples.s3gateway.S3Gateway;
import io.cloakpool.examples.s3gateway.S3GatewayConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Keycloak with the jars and the demo realm, an S3 server, and the gateway between them. */
final class DemoServers implements AutoCloseable {
    static final String REALM = "demo";
    static final String BUCKET = "demo";
    static final String REGION = "us-east-1";
    static final String USER_POOL_ID = "us-east-1_CloakDemo";
    static final String WEB_ORIGIN = "http://localhost:3000";
    private static final String GATEWAY = "s3";

    private final KeycloakServer keycloak;
    private final EmbeddedS3 store;
    private final S3Gateway gateway;

    private DemoServers(KeycloakServer keycloak, EmbeddedS3 store, S3Gateway gateway) {
        this.keycloak = keycloak;
        this.store = store;
        this.gateway = gateway;
    }

    static DemoServers start(DemoFiles files, DemoSecrets secrets, int port, Progress progress) throws Exception {
        KeycloakServer keycloak = keycloak(files, secrets, port).start(files, progress);
        try {
            EmbeddedS3 store = EmbeddedS3.start(BUCKET);
            return new DemoServers(keycloak, store, S3Gateway.start(gateway(keycloak, secrets, store)));
        } catch (IOException | RuntimeException e) {
            keycloak.close();
            throw e;
        }
    }

    private static S3GatewayConfig gateway(KeycloakServer keycloak, DemoSecrets secrets, EmbeddedS3 store) {
        return new S3GatewayConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                URI.create(keycloak.uri() + "/realms/" + REALM + "/identity-pools/authorize/" + GATEWAY),
                secrets.gateway(),
                store.endpoint(),
                Set.of(WEB_ORIGIN));
    }

    private static DemoKeycloak keycloak(DemoFiles files, DemoSecrets secrets, int port) {
        return new DemoKeycloak(
                files.work(""), files.realm(), port, List.of(), List.of(), secrets.environment(WEB_ORIGIN));
    }

    URI keycloak() {
        return URI.create("http://localhost:" + keycloak.uri().getPort());
    }

    URI realm() {
        return URI.create(keycloak() + "/realms/" + REALM);
    }

    URI s3() {
        return gateway.endpoint();
    }

    /** The store behind the gateway, as its operator reaches it. */
    URI store() {
        return store.endpoint();
    }

    @Override
    public void close() throws IOException {
        try (keycloak;
                store) {
            gateway.close();
        }
    }
}
