package io.cloakpool.migration.aws;

import java.time.Duration;
import java.util.Optional;

/** {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY}, {@code AWS_SESSION_TOKEN}. */
final class EnvironmentKeys implements KeySource {
    private final Environment environment;

    EnvironmentKeys(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Keys> keys(Duration time) throws CredentialsException {
        Optional<String> id = environment.get("AWS_ACCESS_KEY_ID");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(Keys.of(
                        "the environment",
                        id.get(),
                        environment.get("AWS_SECRET_ACCESS_KEY").orElse(null),
                        environment.get("AWS_SESSION_TOKEN").orElse(null),
                        null));
    }
}
