package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.sms.SmsHttp;
import io.cloakpool.aws.http.OutboundHosts;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.ProviderConfigProperty;

/** What the factories of senders share that call a gateway. */
abstract class SmsGatewayFactory extends SmsComponentFactory {
    private static final String OUTBOUND_HOSTS = "outboundHosts";

    private OutboundHosts hosts = OutboundHosts.ANY;

    SmsGatewayFactory(String id, String helpText, List<ProviderConfigProperty> properties) {
        super(id, helpText, properties);
    }

    /** @throws IllegalArgumentException naming the option: the server then does not start */
    @Override
    public final void init(Config.Scope config) {
        String[] texts = config.getArray(OUTBOUND_HOSTS);
        if (texts == null) {
            return;
        }
        try {
            hosts = OutboundHosts.of(texts);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "outbound-hosts of " + SmsSenderSpi.NAME + " " + getId() + ": " + e.getMessage(), e);
        }
    }

    final SmsHttp http(KeycloakSession session) {
        return new SmsHttpClient(session, hosts);
    }
}
