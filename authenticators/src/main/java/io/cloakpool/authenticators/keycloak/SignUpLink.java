package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.CodeRequest;
import io.cloakpool.authenticators.code.Purpose;
import io.cloakpool.authenticators.code.Verdict;
import io.cloakpool.authenticators.signup.SignUpAddress;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/**
 * Where the link of a sign-up's mail leads to: a page with a button, since scanners of mails open links. It counts in the browser that signs
 * up and nowhere else: whoever presses the button of a mail that they did not ask for must not open an account for somebody else.
 */
public final class SignUpLink {
    private static final String ADDRESS = "user";
    private static final String LINK = "link";
    private static final String TEMPLATE = "cloakpool-confirm-link.ftl";

    private final KeycloakSession session;

    SignUpLink(KeycloakSession session) {
        this.session = session;
    }

    /** What a page says; the template knows the names. */
    private enum State {
        CONFIRM,
        SIGN_UP_CONFIRMED,
        OTHER_BROWSER,
        INVALID
    }

    /** The link of a mail. */
    static String of(KeycloakSession session, SignUpAddress address, String link) {
        return UserPoolPages.address(session, UserPoolPages.SIGN_UP) + "#" + ADDRESS + "="
                + URLEncoder.encode(address.value(), StandardCharsets.UTF_8) + "&" + LINK + "=" + link;
    }

    /** Whether the browser of a session has confirmed an address. */
    boolean isConfirmed(String browser, SignUpAddress address) {
        return session.singleUseObjects().contains(mark(browser, address));
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
    public Response confirm(@FormParam(ADDRESS) @Nullable String address, @FormParam(LINK) @Nullable String link) {
        RootAuthenticationSessionModel browser =
                new AuthenticationSessionManager(session).getCurrentRootAuthenticationSession(realm());
        Optional<SignUpAddress> claimed = Optional.ofNullable(address)
                .flatMap(SignUpAddress::email)
                .filter(email -> browser != null && waitsIn(browser, email));
        if (browser == null || claimed.isEmpty()) {
            return page(State.OTHER_BROWSER, Response.Status.BAD_REQUEST);
        }
        if (link == null || RealmCodes.of(session).checkLink(request(claimed.get()), link) != Verdict.RIGHT) {
            return page(State.INVALID, Response.Status.BAD_REQUEST);
        }
        session.singleUseObjects()
                .putIfAbsent(mark(browser.getId(), claimed.get()), realm().getAccessCodeLifespanLogin());
        return page(State.SIGN_UP_CONFIRMED, Response.Status.OK);
    }

    /** Whether a sign-up with the address waits there. Asked before the link is, which would be used up, and the code beside it. */
    private boolean waitsIn(RootAuthenticationSessionModel browser, SignUpAddress email) {
        return browser.getAuthenticationSessions().values().stream()
                .map((AuthenticationSessionModel tab) -> new SignUp(session, tab))
                .anyMatch(signUp -> signUp.address().filter(email::equals).isPresent());
    }

    private CodeRequest request(SignUpAddress address) {
        return new CodeRequest(
                Purpose.NEW_ACCOUNT,
                SignUp.subject(session, address),
                !SignUp.isTaken(session, address),
                address.value(),
                Sources.of(session.getContext().getConnection()),
                "");
    }

    private String mark(String browser, SignUpAddress address) {
        return realm().getId() + ":cloakpool-sign-up:" + browser + ":" + SignUp.subject(session, address);
    }

    private Response page(State state, Response.Status status) {
        return session.getProvider(LoginFormsProvider.class)
                .setDetachedAuthSession()
                .setAttribute("state", state.name())
                .setAttribute("linkAction", UserPoolPages.address(session, UserPoolPages.SIGN_UP))
                .setStatus(status)
                .createForm(TEMPLATE);
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}
