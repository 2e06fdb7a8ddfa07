package io.cloakpool.migration.aws;

import io.cloakpool.migration.http.HttpExchange;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a container of ECS or EKS is given, by {@code AWS_CONTAINER_CREDENTIALS_RELATIVE_URI} or {@code _FULL_URI}. */
final class ContainerKeys implements KeySource {
    private static final String PLACE = "the container's credentials";
    private static final String ECS = "http://169.254.170.2";
    /** Whom such a token may be told without TLS: this host, ECS, EKS. */
    private static final Set<String> NEAR =
            Set.of("127.0.0.1", "localhost", "[::1]", "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]");

    private final Environment environment;
    private final KeyHttp http;

    ContainerKeys(Environment environment, HttpExchange exchange) {
        this.environment = environment;
        http = new KeyHttp(PLACE, exchange);
    }

    @Override
    public Optional<Keys> keys(Duration time) throws CredentialsException {
        Optional<String> uri = environment
                .get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
                .map(path -> ECS + path)
                .or(() -> environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI"));
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> token = token();
        return Optional.of(http.keys(http.ask(
                "GET",
                near(uri.get()),
                token.map(text -> Map.of("Authorization", text)).orElse(Map.of()),
                "",
                time)));
    }

    private static URI near(String text) throws CredentialsException {
        try {
            URI uri = URI.create(text);
            if ("https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && NEAR.contains(String.valueOf(uri.getHost())))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new CredentialsException(PLACE + " are at what is no address");
        }
        throw new CredentialsException(PLACE + " are at another host, without TLS");
    }

    private Optional<String> token() throws CredentialsException {
        Optional<String> file = environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        return file.isPresent()
                ? Optional.of(Environment.read("the container's token", file.get()))
                : environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    }
}
