package io.cloakpool.examples.credentialhelper;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's session with a realm, as it is kept between two runs.
 *
 * @param realm address of the realm that the tokens belong to; they are sent nowhere else
 * @param clientId the client they were made for
 * @param refreshToken spent by each use where the realm rotates refresh tokens
 * @param accessToken what the bearer door takes
 * @param renewAt from when on the access token is not used any more, in seconds since 1970; some of its life is left then
 */
record Session(String realm, String clientId, String refreshToken, String accessToken, long renewAt) {
    /** A token that is read from a file just before its renewal must still live when it arrives. */
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(60);

    private static final int MARGIN_DIVISOR = 3;

    /** What a token endpoint answered (RFC 6749, section 5.1). */
    static Session of(Realm realm, Server.Answer tokens, Instant now) throws HelperException {
        Duration life = tokens.seconds("expires_in", LONGEST_MARGIN);
        Duration third = life.dividedBy(MARGIN_DIVISOR);
        Duration margin = third.compareTo(LONGEST_MARGIN) < 0 ? third : LONGEST_MARGIN;
        return new Session(
                realm.uri().toString(),
                realm.clientId(),
                tokens.text("refresh_token"),
                tokens.text("access_token"),
                now.plus(life).minus(margin).getEpochSecond());
    }

    boolean belongsTo(Realm other) {
        return realm.equals(other.uri().toString()) && clientId.equals(other.clientId());
    }

    /** The access token while it is fresh enough to be handed out. */
    Optional<String> usableAt(Instant now) {
        return now.getEpochSecond() < renewAt ? Optional.of(accessToken) : Optional.empty();
    }

    /** Tokens are nobody's business. */
    @Override
    public String toString() {
        return "Session[realm=" + realm + ", clientId=" + clientId + "]";
    }
}
