package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.keycloak.provider.Spi;

final class CommittedComponentsTest {
    /** A kind that is left out could be written over by whoever began to read before it was changed. */
    @Test
    void every_kind_of_component_is_looked_at() {
        assertThat(CommittedComponents.TYPES)
                .containsExactlyInAnyOrderElementsOf(ServiceLoader.load(Spi.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(ComponentSpi.class::isInstance)
                        .map(spi -> spi.getProviderClass().getName())
                        .toList());
    }
}
