package org.example.shop;

import io.cloakpool.migration.keycloak.MigrationSourceFactory;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.util.List;
import java.util.regex.Pattern;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/** Users of an old shop. */
public final class ShopSourceFactory extends MigrationSourceFactory {
    private static final String SHOP = "shop";
    private static final String KEY = "key";

    public ShopSourceFactory() {
        super(
                "shop-users",
                "Users of the old shop.",
                List.of(
                        new ProviderConfigProperty(SHOP, "Shop", "Its host.", ProviderConfigProperty.STRING_TYPE, ""),
                        new ProviderConfigProperty(KEY, "Key", "Its key.", ProviderConfigProperty.PASSWORD, "", true)));
    }

    @Override
    protected void judge(SourceOptions options) throws UnusableOptionException {
        host(options);
        key(options);
    }

    @Override
    protected String address(SourceOptions options) throws UnusableOptionException {
        return host(options);
    }

    @Override
    protected LegacyDirectory connect(KeycloakSession session, ComponentModel component, SourceOptions options)
            throws UnusableOptionException {
        String host = host(options);
        if (!hosts().allow(host)) {
            return ShopDirectory.without(new Unavailable(
                    Unavailable.Fault.MISCONFIGURED, "it is not among the hosts that this server calls"));
        }
        return new ShopDirectory(host, reveal(session, KEY, key(options)));
    }

    private static String host(SourceOptions options) throws UnusableOptionException {
        return options.needed(SHOP, Pattern.compile("[a-z0-9.-]{1,253}"), "is a host");
    }

    private static String key(SourceOptions options) throws UnusableOptionException {
        return options.secret(KEY, 16).orElseThrow(() -> new UnusableOptionException(KEY, "is needed"));
    }
}
