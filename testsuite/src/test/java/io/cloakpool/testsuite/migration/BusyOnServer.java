package io.cloakpool.testsuite.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.keycloak.testframework.remote.providers.runonserver.RunOnServer;

/** Takes the place of a sign-in that takes somebody over and does not come to its end. */
final class BusyOnServer {
    private static final long SECONDS = 60;

    private BusyOnServer() {}

    /** @param component by id */
    static RunOnServer with(String component, String name) {
        return session -> {
            if (!session.singleUseObjects().putIfAbsent("cloakpool-migrating:" + digest(component, name), SECONDS)) {
                throw new IllegalStateException("Somebody else is at work");
            }
        };
    }

    private static String digest(String component, String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((component + "\n" + name).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
