package io.cloakpool.examples.oldpool;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs the stand-in as a program. */
public final class OldPoolMain {
    private static final int WRONG_USE = 2;

    private OldPoolMain() {}

    /**
     * Runs until the process is stopped. Region and access key are those that AWS's own tools would take from the environment.
     *
     * @param arguments the port
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        String region = environment.getOrDefault("AWS_REGION", "");
        String id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        if (arguments.length != 1
                || !arguments[0].matches("[0-9]{1,5}")
                || region.isEmpty()
                || id.isEmpty()
                || secret.isEmpty()) {
            System.err.println("needs a port, and AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
            System.exit(WRONG_USE);
        }
        try (OldPoolServer server =
                OldPoolServer.start(Integer.parseInt(arguments[0]), region, new Door.Key(id, secret))) {
            System.out.println("A stand-in of Cognito answers at " + server.endpoint());
            new CountDownLatch(1).await();
        }
    }
}
