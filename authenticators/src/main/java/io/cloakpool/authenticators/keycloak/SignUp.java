package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.KeyedHash;
import io.cloakpool.authenticators.signup.SignUpAddress;
import io.cloakpool.authenticators.signup.SignUpRules;
import io.cloakpool.authenticators.sms.PhoneNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.validation.Validation;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A sign-up that goes on. Nothing is stored of it but in its browser's session: there is no account before its address is proven, so that
 * nobody finds one there that somebody else began.
 */
final class SignUp {
    private static final String ADDRESS = "cloakpool-sign-up-address";
    private static final String PROVEN = "cloakpool-sign-up-proven";

    private final KeycloakSession session;
    private final AuthenticationSessionModel notes;

    SignUp(KeycloakSession session, AuthenticationSessionModel notes) {
        this.session = session;
        this.notes = notes;
    }

    /** What the realm allows; nobody where its settings cannot be read. */
    static SignUpRules rules(RealmModel realm) {
        return RealmSettings.read(realm, SignUpRules::read, new SignUpRules(Set.of(), Set.of(), Set.of()));
    }

    /** An address as it was typed; nothing where it is none of the kinds that the realm takes. */
    static Optional<SignUpAddress> read(RealmModel realm, String typed) {
        Set<SignUpAddress.Kind> kinds = rules(realm).kinds();
        return kinds.contains(SignUpAddress.Kind.PHONE) && !typed.contains("@")
                ? SmsChannel.read(typed)
                        .filter(number -> SmsSettings.of(realm).countries().contains(number.region()))
                        .map(PhoneNumber::e164)
                        .map(SignUpAddress::phone)
                : SignUpAddress.email(typed).filter(address -> Validation.isEmailValid(address.value()));
    }

    /** Whose address is to be proven. */
    void begin(SignUpAddress address) {
        notes.removeAuthNote(PROVEN);
        notes.setAuthNote(ADDRESS, note(address));
    }

    /** The address that is to be proven. */
    Optional<SignUpAddress> address() {
        return noted(ADDRESS);
    }

    /** Notes that the address was proven. An account that only claims it has it no longer. */
    void proven(SignUpAddress address) {
        if (address.kind() == SignUpAddress.Kind.EMAIL) {
            UserModel claimant = holder(session, address);
            if (claimant != null && ClaimedEmail.isOnlyThat(session, claimant)) {
                ClaimedEmail.release(session, claimant);
            }
        }
        notes.setAuthNote(PROVEN, note(address));
    }

    /** The address that was proven. */
    Optional<SignUpAddress> proven() {
        return noted(PROVEN);
    }

    /** Whether an account has the address already. */
    boolean isTaken(SignUpAddress address) {
        return isTaken(session, address);
    }

    static boolean isTaken(KeycloakSession session, SignUpAddress address) {
        RealmModel realm = session.getContext().getRealm();
        return switch (address.kind()) {
            case EMAIL ->
                isTaken(session, holder(session, address))
                        || session.users().getUserByUsername(realm, address.value()) != null;
            case PHONE ->
                session.users()
                        .searchForUserByUserAttributeStream(realm, SmsChannel.NUMBER, address.value())
                        .anyMatch(user -> new SmsChannel().destination(user).isPresent());
        };
    }

    private static boolean isTaken(KeycloakSession session, @Nullable UserModel holder) {
        return holder != null && !ClaimedEmail.isOnlyThat(session, holder);
    }

    private static @Nullable UserModel holder(KeycloakSession session, SignUpAddress email) {
        return session.users().getUserByEmail(session.getContext().getRealm(), email.value());
    }

    /** By which codes go to an address. */
    static CodeChannel channel(SignUpAddress address) {
        return address.kind() == SignUpAddress.Kind.EMAIL ? new EmailChannel() : new SmsChannel();
    }

    /** What stands for somebody who has no account. */
    static String subject(KeycloakSession session, SignUpAddress address) {
        return new RealmHash(session).of(KeyedHash.Use.SIGN_UP, note(address));
    }

    private Optional<SignUpAddress> noted(String name) {
        return Optional.ofNullable(notes.getAuthNote(name)).map(SignUp::parse);
    }

    private static String note(SignUpAddress address) {
        return address.kind().name().toLowerCase(Locale.ROOT) + ":" + address.value();
    }

    private static SignUpAddress parse(String note) {
        String[] parts = note.split(":", 2);
        return new SignUpAddress(SignUpAddress.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
    }
}
