package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.spi.PublicApi;
import java.util.List;
import org.keycloak.component.ComponentFactory;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Makes the senders of one kind, a provider of the SPI {@code cloakpool-sms-sender}. A realm has any number of components of any kinds;
 * those that are enabled are its chain, the lowest priority first.
 *
 * <p>{@link #create} may throw for a configuration that does not fit: the component then counts as a sender that is unavailable.
 */
@PublicApi
public interface SmsSenderFactory extends ComponentFactory<SmsSenderProvider, SmsSenderProvider> {
    /** What the components of all kinds have: whether it is enabled, and its place. */
    @Override
    default List<ProviderConfigProperty> getCommonProviderConfigProperties() {
        return SmsSenderConfigProperties.COMMON;
    }
}
