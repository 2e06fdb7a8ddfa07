package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.keycloak.base.RunningSignIn;
import io.cloakpool.authenticators.keycloak.base.UserNotes;
import io.cloakpool.authenticators.keycloak.base.UserNotes.Note;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.keycloak.broker.provider.AbstractIdentityProvider;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityCreatedEvent;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityRemovedEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.util.JsonSerialization;

/** When a user's links to other providers came about, and which of them the user came by: Keycloak keeps neither. */
final class LinkHistory {
    /** Type of the note: stored, so it stays. */
    static final String TYPE = "cloakpool-link";

    private final UserNotes notes;

    /** What a note says: stored, so the names stay. */
    record Link(String provider, String subject, boolean primary) {
        boolean isOf(FederatedIdentityModel identity) {
            return identity.getIdentityProvider().equals(provider)
                    && identity.getUserId().equals(subject);
        }
    }

    /**
     * One of them.
     *
     * @param since when it came about
     * @param primary whether the user came into being by it
     */
    record Known(Instant since, boolean primary) {}

    LinkHistory(UserModel user) {
        notes = new UserNotes(user, TYPE);
    }

    /** Notes links that come and go, whichever way: sign-ins, the account console, administrators. */
    static void listen(ProviderEvent event) {
        if (event instanceof FederatedIdentityCreatedEvent link) {
            new LinkHistory(link.getUser()).begin(link.getFederatedIdentity(), isNew(link.getKeycloakSession()));
        } else if (event instanceof FederatedIdentityRemovedEvent link) {
            FederatedIdentityModel ended = link.getFederatedIdentity();
            new LinkHistory(link.getUser())
                    .notes.forget(note ->
                            link(note).filter(known -> known.isOf(ended)).isPresent());
        }
    }

    /** Whether the sign-in that this request is part of has made the user. */
    private static boolean isNew(KeycloakSession session) {
        return RunningSignIn.of(session)
                .map(signIn -> signIn.getAuthNote(AbstractIdentityProvider.BROKER_REGISTERED_NEW_USER))
                .filter(Boolean::parseBoolean)
                .isPresent();
    }

    private void begin(FederatedIdentityModel identity, boolean primary) {
        try {
            notes.add(JsonSerialization.writeValueAsString(
                    new Link(identity.getIdentityProvider(), identity.getUserId(), primary)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What is known of a link; nothing of those that were there before anybody took notes, or that a file brought along. The import of an
     * exported realm makes links anew, and brings their notes: the first one counts.
     */
    Optional<Known> of(FederatedIdentityModel identity) {
        return notes.all().stream()
                .flatMap(
                        note -> link(note)
                                .filter(link -> link.isOf(identity))
                                .map(link -> new Known(note.at(), link.primary()))
                                .stream())
                .min(Comparator.comparing(Known::since));
    }

    private static Optional<Link> link(Note note) {
        try {
            return Optional.of(JsonSerialization.readValue(note.text(), Link.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
