package io.cloakpool.themes.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakUriInfo;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.Theme;
import org.keycloak.theme.freemarker.FreeMarkerProvider;
import org.keycloak.urls.HostnameProvider;
import org.keycloak.urls.UrlType;

/** What templates of mails are given of a realm's logo. */
final class MailTemplatesTest {
    private final Map<String, String> attributes = new HashMap<>();
    private @Nullable Object given;

    private final RealmModel realm = stub(RealmModel.class, call -> switch (call.method()) {
        case "getAttribute" -> attributes.get(String.valueOf(call.argument()));
        case "getName" -> "shop";
        default -> throw new UnsupportedOperationException(call.method());
    });
    private final HostnameProvider hostname =
            stub(HostnameProvider.class, call -> URI.create("https://id.example:8443/auth/"));
    private final KeycloakContext context = stub(KeycloakContext.class, call -> switch (call.method()) {
        case "getRealm" -> realm;
        case "getUri" -> new KeycloakUriInfo(session(), UrlType.FRONTEND, null);
        default -> throw new UnsupportedOperationException(call.method());
    });
    private final KeycloakSession session = stub(KeycloakSession.class, call -> switch (call.method()) {
        case "getContext" -> context;
        case "getProvider" -> hostname;
        default -> throw new UnsupportedOperationException(call.method());
    });
    private final FreeMarkerProvider keycloaks = new FreeMarkerProvider() {
        @Override
        public String processTemplate(Object data, String template, Theme theme) {
            given = data;
            return template;
        }

        @Override
        public void close() {}
    };

    private KeycloakSession session() {
        return session;
    }

    @Test
    void a_logo_at_a_path_has_the_address_of_this_server() throws FreeMarkerException {
        attributes.put("cloakpool.branding.logo", "/brand/logo.png?v=2");

        assertThat(logo(Map.of("url", "of the request"))).isEqualTo("https://id.example:8443/brand/logo.png?v=2");
    }

    @Test
    void one_with_an_address_of_its_own_keeps_it() throws FreeMarkerException {
        attributes.put("cloakpool.branding.logo", "https://cdn.example/logo.png");

        assertThat(logo(Map.of("url", "of the request"))).isEqualTo("https://cdn.example/logo.png");
        assertThat(logo(Map.of())).as("outside of a request too").isEqualTo("https://cdn.example/logo.png");
    }

    /** Nobody knows the server's address there: Keycloak would throw, and the mail would not be sent. */
    @Test
    void a_mail_outside_of_a_request_goes_without_a_logo_of_this_server_and_keeps_its_colours()
            throws FreeMarkerException {
        attributes.put("cloakpool.branding.primary-color", "#0a7a3c");
        for (String ours : new String[] {"/brand/logo.png", "data:image/png;base64,iVBORw0KGgo="}) {
            attributes.put("cloakpool.branding.logo", ours);

            assertThat(branding(Map.of())).doesNotContainKey("logo").containsEntry("primary", "#0a7a3c");
        }
    }

    private @Nullable String logo(Map<String, Object> values) throws FreeMarkerException {
        return branding(values).get("logo");
    }

    private Map<String, String> branding(Map<String, Object> values) throws FreeMarkerException {
        Theme mails = stub(Theme.class, call -> Theme.Type.EMAIL);
        new MailTemplates(session, keycloaks).processTemplate(values, "html/executeActions.ftl", mails);
        Map<String, String> branding = new HashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(given)).get(MailTemplates.VARIABLE)))
                .forEach((name, value) -> branding.put(String.valueOf(name), String.valueOf(value)));
        return branding;
    }

    /** A call of a method with its first argument. */
    private record Call(String method, @Nullable Object argument) {}

    private static <T> T stub(Class<T> type, Function<Call, @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                MailTemplatesTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.apply(
                        new Call(method.getName(), arguments == null || arguments.length == 0 ? null : arguments[0]))));
    }
}
