package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.keycloak.base.RunningSignIn;
import io.cloakpool.authenticators.keycloak.base.UserNotes;
import io.cloakpool.authenticators.keycloak.base.UserNotes.Note;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.broker.provider.AbstractIdentityProvider;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityCreatedEvent;
import org.keycloak.models.FederatedIdentityModel.FederatedIdentityRemovedEvent;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.util.JsonSerialization;

/** When a user's links to other providers came about, and which of them the user came by: Keycloak keeps neither. */
final class LinkHistory {
    /** Type of the note: stored, so it stays. */
    static final String TYPE = "cloakpool-link";

    private static final String OUR_STEPS = "cloakpool-";

    private final UserNotes notes;
    private final IdentityProviderStorageProvider providers;

    /**
     * What a note says: stored, so the names stay.
     *
     * @param provider the alias
     * @param providerId Keycloak's id of the provider: another one that takes its alias later is not meant
     * @param subject the provider's id of the user, which Keycloak does without where an administrator gave none
     */
    record Link(@Nullable String provider, @Nullable String providerId, @Nullable String subject, boolean primary) {
        boolean isOf(FederatedIdentityModel identity) {
            return identity.getIdentityProvider().equals(provider) && Objects.equals(identity.getUserId(), subject);
        }
    }

    /**
     * One of them.
     *
     * @param since when it came about
     * @param primary whether the user came into being by it
     */
    record Known(Instant since, boolean primary) {}

    LinkHistory(KeycloakSession session, UserModel user) {
        notes = new UserNotes(user, TYPE);
        providers = session.identityProviders();
    }

    /** Notes links that come and go, whichever way: sign-ins, the account console, administrators. */
    static void listen(ProviderEvent event) {
        if (event instanceof FederatedIdentityCreatedEvent link) {
            KeycloakSession session = link.getKeycloakSession();
            RealmModel realm = link.getRealm();
            if (isAt(session, realm) && isKept(realm)) {
                new LinkHistory(session, link.getUser())
                        .begin(link.getFederatedIdentity(), isNew(session) && isOnly(link));
            }
        } else if (event instanceof FederatedIdentityRemovedEvent link) {
            FederatedIdentityModel ended = link.getFederatedIdentity();
            // Whether or not anybody takes notes now: there may be one of before, which holds the provider's id of the
            // user. It is
            // one question by the user's id; Keycloak has asked three to end the link.
            new LinkHistory(link.getKeycloakSession(), link.getUser())
                    .notes.forget(note ->
                            link(note).filter(known -> known.isOf(ended)).isPresent());
        }
    }

    /** Providers are those of the realm that the session is at; jobs of others may be at none. */
    private static boolean isAt(KeycloakSession session, RealmModel realm) {
        RealmModel here = session.getContext().getRealm();
        return here != null && here.getId().equals(realm.getId());
    }

    /**
     * Whether anybody is to read notes of the realm: it is a user pool, or a client scope of it has the claim. Its clients, which may be
     * thousands, are not looked at.
     */
    private static boolean isKept(RealmModel realm) {
        return Stream.of(realm.getBrowserFlow(), realm.getFirstBrokerLoginFlow())
                        .flatMap(flow -> Wiring.steps(realm, flow).stream())
                        .anyMatch(step -> step.startsWith(OUR_STEPS))
                || realm.getClientScopesStream()
                        .flatMap(ClientScopeModel::getProtocolMappersStream)
                        .anyMatch(mapper -> IdentitiesMapper.PROVIDER_ID.equals(mapper.getProtocolMapper()));
    }

    /** Whether the sign-in that this request is part of has made the user. */
    private static boolean isNew(KeycloakSession session) {
        return RunningSignIn.of(session)
                .map(signIn -> signIn.getAuthNote(AbstractIdentityProvider.BROKER_REGISTERED_NEW_USER))
                .filter(Boolean::parseBoolean)
                .isPresent();
    }

    /** Keycloak does not forget, as long as the sign-in lasts, that it made the user; more can be linked in it. */
    private static boolean isOnly(FederatedIdentityCreatedEvent link) {
        String alias = link.getFederatedIdentity().getIdentityProvider();
        return link.getKeycloakSession()
                .users()
                .getFederatedIdentitiesStream(link.getRealm(), link.getUser())
                .allMatch(other -> other.getIdentityProvider().equals(alias));
    }

    private void begin(FederatedIdentityModel identity, boolean primary) {
        // Keycloak tells nobody of the links that it removes along with their provider.
        notes.forget(note -> link(note).filter(this::isOfToday).isEmpty());
        IdentityProviderModel provider = providers.getByAlias(identity.getIdentityProvider());
        if (provider == null) {
            return;
        }
        try {
            notes.add(JsonSerialization.writeValueAsString(
                    new Link(provider.getAlias(), provider.getInternalId(), identity.getUserId(), primary)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isOfToday(Link link) {
        IdentityProviderModel provider = link.provider() == null ? null : providers.getByAlias(link.provider());
        return provider != null && provider.getInternalId().equals(link.providerId());
    }

    /**
     * What is known of a link; nothing of those that were there before anybody took notes, or that a file brought along. The import of an
     * exported realm makes links anew, and brings their notes: the first one counts.
     */
    Optional<Known> of(FederatedIdentityModel identity) {
        return notes.all().stream()
                .flatMap(note -> link(note)
                        .filter(link -> link.isOf(identity) && isOfToday(link))
                        .map(link -> new Known(note.at(), link.primary()))
                        .stream())
                .min(Comparator.comparing(Known::since));
    }

    private static Optional<Link> link(Note note) {
        try {
            return Optional.ofNullable(JsonSerialization.readValue(note.text(), Link.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
