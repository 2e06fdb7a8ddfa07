package io.cloakpool.examples.credentialhelper;

import io.cloakpool.examples.credentialhelper.HelperException.Kind;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Signs a person in by a browser that may run on another machine (RFC 8628). */
final class DeviceLogin {
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";
    /** Defaults and step of RFC 8628, sections 3.2 and 3.5. */
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Duration SLOWER = Duration.ofSeconds(5);
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Realm realm;
    private final Server server;
    private final InstantSource clock;
    private final Pause pause;
    private final PrintStream terminal;

    DeviceLogin(Realm realm, Server server, InstantSource clock, Pause pause, PrintStream terminal) {
        this.realm = realm;
        this.server = server;
        this.clock = clock;
        this.pause = pause;
        this.terminal = terminal;
    }

    /** Shows address and code, then asks in the server's rhythm until the person has decided. */
    Session run() throws HelperException, InterruptedException {
        Server.Answer device =
                server.post(realm.deviceEndpoint(), Map.of("client_id", realm.clientId(), "scope", "openid"));
        device.requireClient(realm);
        if (!device.ok()) {
            throw new HelperException(Kind.REFUSED, "the realm starts no device flow: " + device.summary());
        }
        String code = device.text("device_code");
        Duration interval = device.seconds("interval", INTERVAL);
        Duration life = device.seconds("expires_in", LIFE);
        Instant end = clock.instant().plus(life);
        terminal.println("Open " + device.text("verification_uri") + " and enter " + device.text("user_code"));
        terminal.println(
                "or open " + device.json().path("verification_uri_complete").asText("-"));
        terminal.println("Waiting for you there; the code is good for " + life.toMinutes() + " min. Ctrl-C ends this.");
        while (clock.instant().isBefore(end)) {
            pause.of(interval);
            Server.Answer answer = server.post(
                    realm.tokenEndpoint(),
                    Map.of("grant_type", GRANT_TYPE, "client_id", realm.clientId(), "device_code", code));
            if (answer.ok()) {
                return Session.of(realm, answer, clock.instant());
            }
            answer.requireClient(realm);
            switch (answer.error()) {
                case "authorization_pending" -> {}
                case "slow_down" -> interval = interval.plus(SLOWER);
                case "access_denied" -> throw refused("the request was denied in the browser");
                case "expired_token" -> throw refused("nobody approved in time");
                default -> throw refused("the realm answered " + answer.summary());
            }
        }
        throw refused("nobody approved in time");
    }

    private static HelperException refused(String why) {
        return new HelperException(Kind.REFUSED, why);
    }
}
