package io.cloakpool.examples.credentialhelper;

import io.cloakpool.examples.credentialhelper.HelperException.Kind;

/** Exchanges the session for credentials at Cloakpool's bearer door. */
final class CredentialsDoor {
    private static final int UNAUTHORIZED = 401;

    private final Realm realm;
    private final Server server;
    private final AccessTokens tokens;

    CredentialsDoor(Realm realm, Server server, AccessTokens tokens) {
        this.realm = realm;
        this.server = server;
        this.tokens = tokens;
    }

    /** What {@code credential_process} has to print: the door's own JSON, which has that shape. */
    String credentials(String poolId) throws HelperException, InterruptedException {
        String accessToken = tokens.current().accessToken();
        Server.Answer answer = server.get(realm.credentials(poolId), accessToken);
        if (answer.status() == UNAUTHORIZED) {
            // A session that ended, a key that was rotated: the refresh token knows.
            answer = server.get(
                    realm.credentials(poolId), tokens.after(accessToken).accessToken());
        }
        if (!answer.ok()) {
            throw new HelperException(
                    answer.status() >= 500 ? Kind.UNREACHABLE : Kind.REFUSED,
                    "the identity pool gives no credentials: " + answer.summary());
        }
        answer.text("SecretAccessKey");
        return answer.body();
    }
}
