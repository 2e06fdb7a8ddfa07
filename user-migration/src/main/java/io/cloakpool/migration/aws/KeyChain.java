package io.cloakpool.migration.aws;

import io.cloakpool.migration.http.HttpExchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The first place that has credentials. */
public final class KeyChain implements KeySource {
    private final List<KeySource> places;

    KeyChain(List<KeySource> places) {
        this.places = places;
    }

    /**
     * The places of AWS's own tools, in their order: environment, web identity, file, container, instance.
     *
     * @param region whose security token service is asked
     */
    public static KeyChain of(Environment environment, HttpExchange exchange, String region) {
        return new KeyChain(List.of(
                new EnvironmentKeys(environment),
                new WebIdentityKeys(environment, exchange, region),
                new ProfileKeys(environment),
                new ContainerKeys(environment, exchange),
                new InstanceKeys(environment, exchange)));
    }

    @Override
    public Optional<Keys> keys(Duration time) throws CredentialsException {
        for (KeySource place : places) {
            Optional<Keys> keys = place.keys(time);
            if (keys.isPresent()) {
                return keys;
            }
        }
        return Optional.empty();
    }
}
