package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.signup.Spelling;
import io.cloakpool.authenticators.sms.PhoneNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What somebody typed to say who they are. Until a factor is proven it stays at that: the user is not put into the flow before, so that
 * a page for a user is the page for a name that nobody has.
 */
final class Identifier {
    /** Lets Keycloak's pages show what was typed although the flow has no user; its own organization step does the same. */
    private static final String SHOW_WITHOUT_USER = AbstractUsernameFormAuthenticator.USERNAME_HIDDEN;

    /** Beside Keycloak's own note, which its checks of passwords overwrite with the user's name. */
    private static final String TYPED = "cloakpool-identifier";
    /** As Keycloak's column for user names. */
    private static final int MAX_LENGTH = 255;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AuthenticationSessionModel signIn;

    Identifier(AuthenticationFlowContext context) {
        session = context.getSession();
        realm = context.getRealm();
        signIn = context.getAuthenticationSession();
    }

    /** Whether a text may be somebody's name or address. */
    static boolean isOne(String text) {
        return !text.isBlank() && text.length() <= MAX_LENGTH;
    }

    /** Keeps what was typed for the steps after this one. What a page showed, and sends back, is what was typed before. */
    void keep(String typed) {
        if (shown().filter(typed::equals).isEmpty()) {
            signIn.setAuthNote(TYPED, typed);
        }
        show();
    }

    /** Has pages show what was typed and nothing else: whoever types an address is not told the user's name. */
    void show() {
        shown().ifPresent(shown -> {
            signIn.setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME, shown);
            signIn.setAuthNote(SHOW_WITHOUT_USER, "true");
        });
    }

    /** What was typed in this sign-in. */
    Optional<String> typed() {
        return Optional.ofNullable(signIn.getAuthNote(TYPED));
    }

    /** What was typed, of a phone number its mask alone: Keycloak's events and the server's log have what pages show. */
    Optional<String> shown() {
        return typed().map(text -> SmsChannel.read(text).map(PhoneNumber::mask).orElse(text));
    }

    /** What was typed, in the one form that all its spellings have. */
    String canonical() {
        String text = typed().orElse("");
        return SmsChannel.read(text).map(PhoneNumber::e164).orElseGet(() -> Spelling.canonical(text));
    }

    /** The user with that verified phone number, name or e-mail address; nobody where two users have it. A number is no one's name. As it was typed comes before other spellings of it. */
    Optional<UserModel> user() {
        return typed().flatMap(text -> byNumber(text).or(() -> Spelling.readings(text).stream()
                .flatMap(reading -> byName(reading).stream())
                .findFirst()));
    }

    /** Whether Keycloak finds that user when it counts a failure: by what pages show, or by the name that another provider said. */
    private boolean isKnownToKeycloak(UserModel user) {
        return Optional.ofNullable(signIn.getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME))
                .flatMap(this::byName)
                .filter(found -> found.getId().equals(user.getId()))
                .isPresent();
    }

    private Optional<UserModel> byName(String name) {
        try {
            return Optional.ofNullable(KeycloakModelUtils.findUserByNameOrEmail(session, realm, name));
        } catch (ModelDuplicateException e) {
            return Optional.empty();
        }
    }

    private Optional<UserModel> byNumber(String text) {
        SmsChannel texts = new SmsChannel();
        Optional<String> number = SmsChannel.read(text).map(PhoneNumber::e164);
        List<UserModel> users = number.stream()
                .flatMap(e164 -> session.users().searchForUserByUserAttributeStream(realm, SmsChannel.NUMBER, e164))
                .filter(user -> texts.destination(user).equals(number))
                .limit(2)
                .toList();
        return users.size() == 1 ? Optional.of(users.get(0)) : Optional.empty();
    }

    /** Whether a phone number was typed. */
    boolean isNumber() {
        return typed().flatMap(SmsChannel::read).isPresent();
    }

    /**
     * Before Keycloak is told of a failure. Counts one that Keycloak would not count, since it does not know whose it is; and keeps it from
     * looking for somebody with the mask of a number for a name: nobody has, and every source of users would be asked for them. Of the user
     * whom a step before has put into the flow it knows.
     *
     * @param user null for a name that nobody has
     */
    void failed(@Nullable UserModel user, String category) {
        if (signIn.getAuthenticatedUser() != null) {
            return;
        }
        Optional<String> mask = shown().filter(text ->
                isNumber() && text.equals(signIn.getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME)));
        if (user != null && (mask.isPresent() || !isKnownToKeycloak(user))) {
            new Lock(session, user).failed(category);
        }
        mask.ifPresent(text -> {
            signIn.removeAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME);
            session.getTransactionManager().enlistPrepare(new ShownAgain(signIn, text));
        });
    }

    /** Gives the pages of the sign-in back what they show, when the request is about to be committed. */
    private static final class ShownAgain extends AbstractKeycloakTransaction {
        private final AuthenticationSessionModel signIn;
        private final String text;

        private ShownAgain(AuthenticationSessionModel signIn, String text) {
            this.signIn = signIn;
            this.text = text;
        }

        @Override
        protected void commitImpl() {
            signIn.setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME, text);
        }

        @Override
        protected void rollbackImpl() {}
    }
}
