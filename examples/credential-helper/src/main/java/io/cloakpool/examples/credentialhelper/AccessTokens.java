package io.cloakpool.examples.credentialhelper;

import io.cloakpool.examples.credentialhelper.HelperException.Kind;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Fresh access tokens of a stored session. Each refresh token is spent once, however many processes ask at the same time. */
final class AccessTokens {
    private final Realm realm;
    private final Server server;
    private final SessionStore store;
    private final InstantSource clock;

    AccessTokens(Realm realm, Server server, SessionStore store, InstantSource clock) {
        this.realm = realm;
        this.server = server;
        this.store = store;
        this.clock = clock;
    }

    /** The session with an access token that has some life left; refreshed if need be. */
    Session current() throws HelperException, InterruptedException {
        return store.locked(() -> {
            Session session = load();
            return session.usableAt(clock.instant()).isPresent() ? session : refresh(session);
        });
    }

    /** The same, after the server refused a token although it should have had life left. */
    Session after(String refusedAccessToken) throws HelperException, InterruptedException {
        return store.locked(() -> {
            Session session = load();
            // Another process may have been here first.
            return session.accessToken().equals(refusedAccessToken) ? refresh(session) : session;
        });
    }

    /** Ends the session at the server and forgets it here. */
    void revoke() throws HelperException, InterruptedException {
        store.locked(() -> {
            Optional<Session> session = store.load().filter(found -> found.belongsTo(realm));
            if (session.isPresent()) {
                Server.Answer answer = server.post(
                        realm.revocationEndpoint(),
                        Map.of(
                                "client_id", realm.clientId(),
                                "token", session.get().refreshToken(),
                                "token_type_hint", "refresh_token"));
                if (!answer.ok()) {
                    throw new HelperException(Kind.REFUSED, "the session was not ended: " + answer.summary());
                }
                store.forget();
            }
            return realm;
        });
    }

    private Session load() throws HelperException {
        Session session = store.load().orElseThrow(() -> signIn("nobody is signed in"));
        if (!session.belongsTo(realm)) {
            throw signIn("the stored session is one of another realm or client");
        }
        return session;
    }

    private Session refresh(Session session) throws HelperException, InterruptedException {
        Server.Answer answer = server.post(
                realm.tokenEndpoint(),
                Map.of(
                        "grant_type", "refresh_token",
                        "client_id", realm.clientId(),
                        "refresh_token", session.refreshToken()));
        if (answer.error().equals("invalid_grant")) {
            store.forget();
            throw signIn("the session has ended");
        }
        answer.requireClient(realm);
        if (!answer.ok()) {
            throw new HelperException(Kind.UNREACHABLE, "no fresh token: " + answer.summary());
        }
        Session fresh = Session.of(realm, answer, clock.instant());
        store.save(fresh);
        return fresh;
    }

    private static HelperException signIn(String why) {
        return new HelperException(Kind.SIGN_IN_NEEDED, why + ": run the command login");
    }
}
