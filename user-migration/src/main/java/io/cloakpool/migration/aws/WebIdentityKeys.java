package io.cloakpool.migration.aws;

import io.cloakpool.aws.query.XmlInput;
import io.cloakpool.aws.query.XmlInputException;
import io.cloakpool.migration.http.HttpExchange;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code AssumeRoleWithWebIdentity} with the token of a file, as pods have it: {@code AWS_WEB_IDENTITY_TOKEN_FILE}. */
final class WebIdentityKeys implements KeySource {
    private static final String PLACE = "the security token service";
    private static final String PREFIX = "AssumeRoleWithWebIdentityResult/Credentials/";

    private final Environment environment;
    private final KeyHttp http;
    private final String region;

    WebIdentityKeys(Environment environment, HttpExchange exchange, String region) {
        this.environment = environment;
        http = new KeyHttp(PLACE, exchange);
        this.region = region;
    }

    @Override
    public Optional<Keys> keys(Duration time) throws CredentialsException {
        Optional<String> file = environment.get("AWS_WEB_IDENTITY_TOKEN_FILE");
        Optional<String> role = environment.get("AWS_ROLE_ARN");
        if (file.isEmpty() || role.isEmpty()) {
            return Optional.empty();
        }
        String answer = http.ask(
                "POST",
                endpoint(),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/xml"),
                form(Map.of(
                        "Action", "AssumeRoleWithWebIdentity",
                        "Version", "2011-06-15",
                        "RoleArn", role.get(),
                        "RoleSessionName",
                                environment.get("AWS_ROLE_SESSION_NAME").orElse("cloakpool-migration"),
                        "WebIdentityToken", Environment.read("the web identity token", file.get()))),
                time);
        return Optional.of(keys(answer));
    }

    private URI endpoint() {
        return URI.create(environment
                .get("AWS_ENDPOINT_URL_STS")
                .orElse("https://sts." + region + "." + Partition.dnsSuffix(region) + "/"));
    }

    private static Keys keys(String answer) throws CredentialsException {
        try {
            XmlInput xml = XmlInput.parse(answer.getBytes(StandardCharsets.UTF_8));
            return Keys.of(
                    PLACE,
                    xml.text(PREFIX + "AccessKeyId").orElse(null),
                    xml.text(PREFIX + "SecretAccessKey").orElse(null),
                    xml.text(PREFIX + "SessionToken").orElse(null),
                    xml.text(PREFIX + "Expiration").orElse(null));
        } catch (XmlInputException e) {
            throw new CredentialsException(PLACE + " did not answer with credentials");
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
    }
}
