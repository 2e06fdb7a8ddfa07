package io.cloakpool.distribution.demo;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fresh secrets for one run. The realm export holds placeholders only; these fill them. */
public record DemoSecrets(String alice, String bob, String admin, String pooladmin, String gateway) {
    private static final int BYTES = 24;

    /** New secrets, long enough for every placeholder. */
    public static DemoSecrets random() {
        return new DemoSecrets(secret(), secret(), secret(), secret() + secret(), secret());
    }

    /** The variables that the server needs for its import, and for its first administrator. */
    public Map<String, String> environment(String webOrigin) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("ALICE_PASSWORD", alice);
        environment.put("BOB_PASSWORD", bob);
        environment.put("POOLADMIN_SECRET", pooladmin);
        environment.put("GATEWAY_SECRET", gateway);
        environment.put("WEB_ORIGIN", webOrigin);
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", admin);
        return environment;
    }

    private static String secret() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "DemoSecrets[hidden]";
    }
}
