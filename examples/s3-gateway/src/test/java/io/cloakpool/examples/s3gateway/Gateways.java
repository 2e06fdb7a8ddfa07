package io.cloakpool.examples.s3gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;

/** Gateways as the tests need them. */
final class Gateways {
    static final String SECRET = "the-gateway-secret-of-this-test";
    static final String ORIGIN = "http://app.test:3000";

    private Gateways() {}

    static S3Gateway start(Recorder door, URI store) throws IOException {
        return S3Gateway.start(new S3GatewayConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                door.url("/realms/demo/identity-pools/authorize/s3"),
                SECRET,
                store,
                Set.of(ORIGIN)));
    }
}
