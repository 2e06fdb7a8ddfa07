package io.cloakpool.migration.cognito;

import io.cloakpool.migration.aws.KeySource;
import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyUser;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;

/** A user pool as a source of users. */
public final class CognitoDirectory implements LegacyDirectory {
    /** The required action of Keycloak by which a user enrols an authenticator app. */
    public static final String ENROL = "CONFIGURE_TOTP";

    static final String CHANGE_PASSWORD = "UPDATE_PASSWORD";

    private final CognitoUsers users;
    private final CognitoSignIn signIn;

    /** What may become of users with a second factor. */
    public enum Enrolment {
        /** They stay where they are. */
        OFF,
        /** They enrol a new one here. */
        ON,
        /** They should, and the realm does not have the required action for it. */
        MISSING
    }

    /**
     * @param config with the secrets themselves
     * @param groups whether anybody wants to know of groups
     */
    public CognitoDirectory(
            CognitoConfig config,
            Enrolment enrolment,
            boolean groups,
            KeySource keys,
            HttpExchange exchange,
            InstantSource clock) {
        CognitoApi api = new CognitoApi(config.endpoint(), config.region(), keys, exchange, clock);
        users = new CognitoUsers(api, config.userPoolId(), enrolment, groups);
        signIn = new CognitoSignIn(config, enrolment, api, users);
    }

    @Override
    public LegacyReply find(LegacyName name, Duration time) {
        return users.find(name, new TimeLeft(time));
    }

    @Override
    public OptionalLong size(Duration time) {
        return users.size(new TimeLeft(time));
    }

    @Override
    public LegacyReply authenticate(LegacyUser user, String password, Duration time) {
        return signIn.authenticate(user, password, new TimeLeft(time));
    }
}
