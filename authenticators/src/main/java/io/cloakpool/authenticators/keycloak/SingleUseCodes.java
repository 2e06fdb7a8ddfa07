package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.CodeStore;
import io.cloakpool.authenticators.code.StoredCode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Codes among Keycloak's single-use objects, which all nodes share. Keys of realms do not meet: they begin with the realm's id. */
final class SingleUseCodes implements CodeStore {
    private static final String ID = "id";
    private static final String HASH = "hash";
    private static final String LINK = "link";
    private static final String DESTINATION = "destination";
    private static final String SENT_AT = "sentAt";
    private static final String EXPIRES_AT = "expiresAt";

    private final KeycloakSession session;
    private final String realm;

    SingleUseCodes(KeycloakSession session) {
        this.session = session;
        realm = session.getContext().getRealm().getId();
    }

    @Override
    public Optional<StoredCode> find(String key) {
        return Optional.ofNullable(session.singleUseObjects().get(inRealm(key)))
                .map(notes -> new StoredCode(
                        note(notes, ID),
                        note(notes, HASH),
                        note(notes, LINK),
                        note(notes, DESTINATION),
                        Long.parseLong(note(notes, SENT_AT)),
                        Long.parseLong(note(notes, EXPIRES_AT))));
    }

    private static String note(Map<String, String> notes, String name) {
        return Objects.requireNonNull(notes.get(name), name);
    }

    /** Keycloak puts when a transaction ends: with the request's own, a code that could not be sent would come after its removal. */
    @Override
    public void put(String key, StoredCode code, Duration lifetime) {
        Map<String, String> notes = Map.of(
                ID, code.id(),
                HASH, code.hash(),
                LINK, code.link(),
                DESTINATION, code.destination(),
                SENT_AT, Long.toString(code.sentAt()),
                EXPIRES_AT, Long.toString(code.expiresAt()));
        Jobs.call(session, own -> {
            own.singleUseObjects().put(inRealm(key), lifetime.toSeconds(), notes);
            return true;
        });
    }

    @Override
    public void remove(String key) {
        session.singleUseObjects().remove(inRealm(key));
    }

    @Override
    public boolean mark(String key, Duration lifetime) {
        return session.singleUseObjects().putIfAbsent(inRealm(key), lifetime.toSeconds());
    }

    @Override
    public void unmark(String key) {
        remove(key);
    }

    private String inRealm(String key) {
        return realm + ":" + key;
    }
}
