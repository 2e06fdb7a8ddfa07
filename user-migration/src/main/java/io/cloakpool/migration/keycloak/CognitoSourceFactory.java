package io.cloakpool.migration.keycloak;

import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import io.cloakpool.aws.http.OutboundHosts;
import io.cloakpool.aws.sigv4.SigningCredentials;
import io.cloakpool.migration.account.Mode;
import io.cloakpool.migration.aws.Environment;
import io.cloakpool.migration.aws.KeyCache;
import io.cloakpool.migration.aws.KeyChain;
import io.cloakpool.migration.aws.KeySource;
import io.cloakpool.migration.aws.Keys;
import io.cloakpool.migration.cognito.CognitoConfig;
import io.cloakpool.migration.cognito.CognitoConfig.AccessKey;
import io.cloakpool.migration.cognito.CognitoConfig.SecondFactor;
import io.cloakpool.migration.cognito.CognitoDirectory;
import io.cloakpool.migration.cognito.CognitoDirectory.Enrolment;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.Config;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** Old systems that are user pools of Amazon Cognito. */
public final class CognitoSourceFactory extends MigrationSourceFactory {
    /** As it stands in components. */
    public static final String PROVIDER_ID = "cloakpool-migration-cognito";

    private static final String SERVER_CREDENTIALS = "serverCredentials";

    private final Environment environment = new Environment(System::getenv);
    private final Map<String, KeyCache> caches = new ConcurrentHashMap<>();
    private boolean serverCredentials;

    public CognitoSourceFactory() {
        super(
                PROVIDER_ID,
                "Users of an Amazon Cognito user pool, who are taken over at their first sign-in.",
                CognitoConfigProperties.ALL);
    }

    @Override
    public void init(Config.Scope config) {
        super.init(config);
        serverCredentials = Boolean.TRUE.equals(config.getBoolean(SERVER_CREDENTIALS, false));
    }

    @Override
    protected void judge(SourceOptions options) throws UnusableOptionException {
        CognitoConfig config = CognitoConfig.from(options);
        if (config.secondFactor() == SecondFactor.ENROL && mode(options) == Mode.LOOKUP) {
            throw new UnusableOptionException(
                    CognitoConfig.SECOND_FACTOR, "is refuse in the mode lookup, where nobody can enrol anything");
        }
        if (config.accessKey() == null && !serverCredentials) {
            throw new UnusableOptionException(
                    CognitoConfig.CREDENTIALS, "is static: this server does not lend its own to realms");
        }
        if (!mayHaveTheServers(config)) {
            throw new UnusableOptionException(
                    CognitoConfig.ENDPOINT,
                    "is that of the region where the credentials are the server's, or a host that its option "
                            + "outbound-hosts lists");
        }
    }

    @Override
    protected String address(SourceOptions options) throws UnusableOptionException {
        return CognitoConfig.from(options).endpoint().toString();
    }

    @Override
    protected LegacyDirectory connect(KeycloakSession session, ComponentModel component, SourceOptions options)
            throws UnusableOptionException {
        CognitoConfig config = CognitoConfig.from(options);
        if (config.accessKey() == null && !serverCredentials) {
            return new OutOfReach(
                    new Unavailable(Fault.MISCONFIGURED, "this server does not lend its own credentials to realms"));
        }
        if (!mayHaveTheServers(config)) {
            return new OutOfReach(
                    new Unavailable(Fault.MISCONFIGURED, "this server's own credentials do not go to its endpoint"));
        }
        MigrationConfig shared = MigrationConfig.from(options);
        return new CognitoDirectory(
                revealed(session, config),
                enrolment(session.getContext().getRealm(), config, shared.mode()),
                !shared.rules().groups().isEmpty() || !shared.rules().roles().isEmpty(),
                keys(session, config),
                new KeycloakHttp(session, hosts()),
                KeycloakTime.INSTANCE);
    }

    /** A session's token goes along with requests that are signed by the server's credentials. */
    private boolean mayHaveTheServers(CognitoConfig config) {
        return config.accessKey() != null
                || config.isOfTheRegion()
                || (hosts() != OutboundHosts.ANY && hosts().allow(config.endpoint()));
    }

    private static Mode mode(SourceOptions options) throws UnusableOptionException {
        return MigrationConfig.from(options).mode();
    }

    private static CognitoConfig revealed(KeycloakSession session, CognitoConfig config)
            throws UnusableOptionException {
        String secret = config.clientSecret();
        AccessKey key = config.accessKey();
        return config.with(
                secret == null ? null : reveal(session, CognitoConfig.CLIENT_SECRET, secret),
                key == null
                        ? null
                        : new AccessKey(key.id(), reveal(session, CognitoConfig.SECRET_ACCESS_KEY, key.secret())));
    }

    private static Enrolment enrolment(RealmModel realm, CognitoConfig config, Mode mode) {
        if (config.secondFactor() == SecondFactor.REFUSE || mode == Mode.LOOKUP) {
            return Enrolment.OFF;
        }
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(CognitoDirectory.ENROL);
        return action != null && action.isEnabled() ? Enrolment.ON : Enrolment.MISSING;
    }

    private KeySource keys(KeycloakSession session, CognitoConfig config) throws UnusableOptionException {
        AccessKey key = revealed(session, config).accessKey();
        if (key != null) {
            return time -> Optional.of(new Keys(new SigningCredentials(key.id(), key.secret(), null), null));
        }
        KeyCache cache = caches.computeIfAbsent(config.region(), region -> new KeyCache(KeycloakTime.INSTANCE));
        // The addresses of these come from whoever runs the server.
        KeyChain chain = KeyChain.of(environment, new KeycloakHttp(session, OutboundHosts.ANY), config.region());
        return time -> cache.keys(chain, time);
    }
}
