package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.CodeRequest;
import io.cloakpool.authenticators.code.KeyedHash;
import io.cloakpool.authenticators.code.Purpose;
import io.cloakpool.authenticators.code.Verdict;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/**
 * Where the link of a mail leads to. What scans mails opens links, so that opening it does nothing; the button on the page does. What the
 * link carries stands in its fragment, which no browser sends, so that it is in no log; a script puts it into the form.
 */
public final class ConfirmationLink {
    private static final String USER = "user";
    private static final String LINK = "link";
    private static final String TEMPLATE = "cloakpool-confirm-link.ftl";

    private final KeycloakSession session;
    private final EmailChannel channel = new EmailChannel();

    ConfirmationLink(KeycloakSession session) {
        this.session = session;
    }

    /** What a page says. */
    private enum State {
        CONFIRM,
        CONFIRMED,
        OTHER_BROWSER,
        INVALID
    }

    /** A user and the address that the link confirms. */
    private record Claim(UserModel user, String address, CodeRequest request) {}

    /** The link of a mail. */
    static String of(KeycloakSession session, UserModel user, String link) {
        // Both are made of characters that need no escape: ids of users may have a colon, which a fragment takes.
        return address(session) + "#" + USER + "=" + user.getId() + "&" + LINK + "=" + link;
    }

    private static String address(KeycloakSession session) {
        return UserPoolPages.address(session, UserPoolPages.CONFIRM_EMAIL);
    }

    /** The page with the button. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response show() {
        return page(State.CONFIRM, Response.Status.OK);
    }

    /** The button was pressed. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response confirm(@FormParam(USER) @Nullable String user, @FormParam(LINK) @Nullable String link) {
        if (!waitsHere(user)) {
            return page(State.OTHER_BROWSER, Response.Status.BAD_REQUEST);
        }
        return claim(user)
                .filter(claim ->
                        link != null && RealmCodes.of(session).checkLink(claim.request(), link) == Verdict.RIGHT)
                .map(this::confirmed)
                // Nothing tells whether there is such a user.
                .orElseGet(() -> page(State.INVALID, Response.Status.BAD_REQUEST));
    }

    /**
     * Whether the user's sign-in waits in this browser. Whoever presses the button of a mail that they did not ask for must not confirm an
     * account that somebody else has opened with their address. Asked before anything is looked up.
     */
    private boolean waitsHere(@Nullable String user) {
        RootAuthenticationSessionModel browser =
                new AuthenticationSessionManager(session).getCurrentRootAuthenticationSession(realm());
        return browser != null
                && browser.getAuthenticationSessions().values().stream()
                        .map(AuthenticationSessionModel::getAuthenticatedUser)
                        .anyMatch(waiting -> waiting != null && waiting.getId().equals(user));
    }

    private Response confirmed(Claim claim) {
        if (!channel.proven(claim.user(), claim.address())) {
            return page(State.INVALID, Response.Status.BAD_REQUEST);
        }
        claim.user().removeRequiredAction(ConfirmEmail.ID);
        new EventBuilder(realm(), session, session.getContext().getConnection())
                .event(EventType.VERIFY_EMAIL)
                .user(claim.user())
                .detail(Details.EMAIL, claim.address())
                .success();
        return page(State.CONFIRMED, Response.Status.OK);
    }

    private Response page(State state, Response.Status status) {
        return session.getProvider(LoginFormsProvider.class)
                .setDetachedAuthSession()
                .setAttribute("state", state.name())
                .setAttribute("linkAction", address(session))
                .setStatus(status)
                .createForm(TEMPLATE);
    }

    private Optional<Claim> claim(@Nullable String id) {
        if (id == null || id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(session.users().getUserById(realm(), id))
                .filter(user -> user.isEnabled() && !user.isEmailVerified())
                .flatMap(
                        user -> channel.claimed(user).map(address -> new Claim(user, address, request(user, address))));
    }

    private CodeRequest request(UserModel user, String address) {
        return new CodeRequest(
                Purpose.SIGN_UP,
                user.getId(),
                true,
                address,
                Sources.of(session.getContext().getConnection()),
                new RealmHash(session).of(KeyedHash.Use.ADDRESS, address));
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}
