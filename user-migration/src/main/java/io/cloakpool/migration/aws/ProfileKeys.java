package io.cloakpool.migration.aws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keys that stand in the shared credentials file, {@code ~/.aws/credentials}, under {@code AWS_PROFILE} or {@code default}. */
final class ProfileKeys implements KeySource {
    private static final String PLACE = "the credentials file";

    private final Environment environment;

    ProfileKeys(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Keys> keys(Duration time) throws CredentialsException {
        Optional<String> file = environment
                .get("AWS_SHARED_CREDENTIALS_FILE")
                .or(() -> environment.get("HOME").map(home -> home + "/.aws/credentials"));
        if (file.isEmpty() || !Files.isRegularFile(Path.of(file.get()))) {
            return Optional.empty();
        }
        Map<String, String> profile = profile(
                Environment.read(PLACE, file.get()),
                environment.get("AWS_PROFILE").orElse("default"));
        return profile.isEmpty()
                ? Optional.empty()
                : Optional.of(Keys.of(
                        PLACE,
                        profile.get("aws_access_key_id"),
                        profile.get("aws_secret_access_key"),
                        profile.get("aws_session_token"),
                        null));
    }

    private static Map<String, String> profile(String text, String name) {
        Map<String, String> values = new HashMap<>();
        boolean inside = false;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                inside = line.equals("[" + name + "]");
            } else if (inside && line.contains("=") && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return values;
    }
}
