package io.cloakpool.migration.aws;

import io.cloakpool.migration.http.HttpExchange;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The role of an EC2 instance, by its metadata service, version 2. */
final class InstanceKeys implements KeySource {
    private static final String PLACE = "the instance's metadata service";
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,128}");

    private final Environment environment;
    private final KeyHttp http;

    InstanceKeys(Environment environment, HttpExchange exchange) {
        this.environment = environment;
        http = new KeyHttp(PLACE, exchange);
    }

    @Override
    public Optional<Keys> keys(Duration time) throws CredentialsException {
        if (environment
                .get("AWS_EC2_METADATA_DISABLED")
                .filter("true"::equalsIgnoreCase)
                .isPresent()) {
            return Optional.empty();
        }
        String service = environment
                .get("AWS_EC2_METADATA_SERVICE_ENDPOINT")
                .orElse("http://169.254.169.254")
                .replaceAll("/+$", "");
        long end = System.nanoTime() + time.toNanos();
        String token = http.ask(
                "PUT",
                URI.create(service + "/latest/api/token"),
                Map.of("X-aws-ec2-metadata-token-ttl-seconds", "300"),
                "",
                time);
        Map<String, String> headers = Map.of("X-aws-ec2-metadata-token", token.strip());
        String role = http.ask("GET", URI.create(service + ROLES), headers, "", left(end))
                .strip();
        if (!ROLE.matcher(role).matches()) {
            throw new CredentialsException(PLACE + " names no role");
        }
        return Optional.of(http.keys(http.ask("GET", URI.create(service + ROLES + role), headers, "", left(end))));
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }
}
