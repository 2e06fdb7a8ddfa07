package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.actiontoken.ActionTokenContext;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionToken;
import org.keycloak.authentication.actiontoken.updateemail.UpdateEmailActionTokenHandler;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionCompoundId;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;
import org.keycloak.userprofile.UserProfileProvider;

/** When the link to a new address asks first, and what it asks for. */
class ProvenEmailHandlerTest {
    private static final String NEW = "new@example.com";

    /** What stands for Keycloak's check of the address, which is where it begins to change it. */
    private static final class Changing extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final List<String> shown = new ArrayList<>();
    private @Nullable String pending = NEW;

    private final LoginFormsProvider page = (LoginFormsProvider) Proxy.newProxyInstance(
            ProvenEmailHandlerTest.class.getClassLoader(),
            new Class<?>[] {LoginFormsProvider.class},
            (self, method, arguments) -> {
                shown.add(method.getName() + (arguments == null ? "" : Arrays.toString(arguments)));
                return method.getReturnType() == LoginFormsProvider.class ? self : null;
            });
    private final UserModel ann = Stubs.of(UserModel.class, Map.of("getFirstAttribute", name -> pending));
    private final RootAuthenticationSessionModel root =
            Stubs.of(RootAuthenticationSessionModel.class, Map.of("getId", none -> "of-this-browser"));
    private final ClientModel client = Stubs.of(ClientModel.class, Map.of("getId", none -> "client"));
    private final AuthenticationSessionModel signIn = Stubs.of(
            AuthenticationSessionModel.class,
            Map.of(
                    "getAuthenticatedUser", none -> ann,
                    "getParentSession", none -> root,
                    "getTabId", none -> "tab",
                    "getClient", none -> client));
    private final RealmModel realm = Stubs.of(RealmModel.class, Map.of("getName", none -> "shop"));
    private final UriInfo uri =
            Stubs.of(UriInfo.class, Map.of("getBaseUri", none -> URI.create("https://id.example/")));
    private final KeycloakSession session = Stubs.of(KeycloakSession.class, Map.of("getProvider", of -> {
        if (of.get(0) == UserProfileProvider.class) {
            throw new Changing();
        }
        return page;
    }));
    private final ProvenEmailHandler handler = new ProvenEmailHandler();
    private final UpdateEmailActionToken token =
            new UpdateEmailActionToken("id-of-ann", Integer.MAX_VALUE, "old@example.com", NEW, "app", false, null);

    @BeforeAll
    static void addresses() {
        HeadersAsText.use();
    }

    private void open(boolean fresh) {
        ActionTokenContext<UpdateEmailActionToken> context =
                new ActionTokenContext<>(session, realm, uri, null, null, null, handler, null, null, null, null);
        context.setAuthenticationSession(signIn, fresh);
        handler.handleToken(token, context);
    }

    /** The test has no addresses to build: that is where it ends. */
    @Test
    void whoever_opens_it_is_asked_and_the_answer_counts_in_this_browser_alone() {
        assertThatThrownBy(() -> open(true)).isInstanceOf(UnsupportedOperationException.class);

        assertThat(token.getCompoundAuthenticationSessionId())
                .isEqualTo(
                        AuthenticationSessionCompoundId.fromAuthSession(signIn).getEncodedId());
    }

    @Test
    void whoever_was_asked_changes_the_address() {
        assertThatThrownBy(() -> open(false)).isInstanceOf(Changing.class);
    }

    @Test
    void of_a_change_that_was_called_off_or_replaced_nothing_is_asked() {
        for (String now : new String[] {null, "other@example.com"}) {
            pending = now;
            shown.clear();

            open(true);

            assertThat(shown).anyMatch(call -> call.startsWith("createErrorPage"));
            assertThat(token.getCompoundAuthenticationSessionId()).isNull();
        }
    }

    @Test
    void it_stands_before_keycloaks_own() {
        UpdateEmailActionTokenHandler keycloaks = new UpdateEmailActionTokenHandler();

        assertThat(handler.getId()).isEqualTo(keycloaks.getId());
        assertThat(handler.order()).isGreaterThan(keycloaks.order());
    }
}
