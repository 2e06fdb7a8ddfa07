package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.source.GuardedDirectory;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.Found;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyUser;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Looks up users of the old system, each name once in a request. */
final class LegacyUsers {
    private final KeycloakSession session;
    private final GuardedDirectory directory;
    private final MigrationEvents events;
    private final Map<String, LegacyReply> asked = new HashMap<>();

    LegacyUsers(KeycloakSession session, GuardedDirectory directory, MigrationEvents events) {
        this.session = session;
        this.directory = directory;
        this.events = events;
    }

    /** The user with that user name. */
    Optional<LegacyUser> byUsername(LegacyName name) {
        return ask(name).map(LegacyUsers::user).filter(user -> user.name().isSameAs(name.text()));
    }

    /** The user whom the old system finds by a name of its own, in that spelling. */
    Optional<LegacyUser> exactly(LegacyName name) {
        return found(directory.find(name)).map(LegacyUsers::user);
    }

    /** The user who has proven that address to the old system. */
    Optional<LegacyUser> byEmail(LegacyName email) {
        return ask(email)
                .filter(found ->
                        found.user().provenEmail().filter(email::isSameAs).isPresent())
                .map(LegacyUsers::user);
    }

    /** The user who has proven that number to the old system. */
    Optional<LegacyUser> byNumber(LegacyName number) {
        return ask(number)
                .filter(found ->
                        found.user().provenPhone().filter(number.text()::equals).isPresent())
                .map(LegacyUsers::user);
    }

    /** Whoever has no proven address here gets no mail and no code, and is found by it all the same. */
    private static LegacyUser user(Found found) {
        return found.recoverable() ? found.user() : found.user().unproven();
    }

    private Optional<Found> ask(LegacyName name) {
        return found(
                asked.computeIfAbsent(name.text().toLowerCase(Locale.ROOT), lower -> directory.find(asTyped(name))));
    }

    private Optional<Found> found(LegacyReply reply) {
        return switch (reply.kind()) {
            case FOUND -> Optional.of((Found) reply);
            case NOT_FOUND -> Optional.empty();
            case UNAVAILABLE -> {
                events.unavailable((Unavailable) reply);
                throw Outages.of(session);
            }
            case REJECTED, CHALLENGE_REQUIRED ->
                throw new IllegalStateException("A source answers a look-up with " + reply.kind());
        };
    }

    /** Keycloak asks in lower case, and there are old systems that tell Ann from ann. */
    private LegacyName asTyped(LegacyName name) {
        return Stream.concat(fromForm(), fromSignIn())
                .filter(name::isSameAs)
                .flatMap(text -> LegacyName.of(text).stream())
                .findFirst()
                .orElse(name);
    }

    private Stream<String> fromForm() {
        HttpRequest request = session.getContext().getHttpRequest();
        if (request == null) {
            return Stream.empty();
        }
        MultivaluedMap<String, String> form = request.getDecodedFormParameters();
        return form == null
                ? Stream.empty()
                : Stream.ofNullable(form.getFirst(AuthenticationManager.FORM_USERNAME))
                        .map(String::strip);
    }

    private Stream<String> fromSignIn() {
        AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
        return signIn == null
                ? Stream.empty()
                : Stream.ofNullable(signIn.getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME));
    }
}
