package io.cloakpool.themes.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloakpool.themes.branding.Branding;
import io.cloakpool.themes.branding.Branding.Attributes;
import io.cloakpool.themes.branding.BrandingCss;
import io.cloakpool.themes.branding.Image;
import io.cloakpool.themes.branding.MailBranding;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/**
 * The branding of a realm, for anybody: the pages that use it come before any sign-in. A client that does not exist gets the answer of
 * one that has no branding, so nobody learns here which exist.
 */
public final class BrandingResource {
    /** Longer than any id that Keycloak's table takes. */
    private static final int LONGEST_CLIENT_ID = 255;

    private final KeycloakSession session;

    BrandingResource(KeycloakSession session) {
        this.session = session;
    }

    /** The style sheet, with a strong validator. Browsers ask each time, so a change is seen with the next page. */
    @GET
    @Path("branding.css")
    public Response css(@QueryParam("client_id") @Nullable String clientId, @Context Request request) {
        return Answers.cached(request, BrandingCss.of(branding(clientId)).getBytes(UTF_8), "text/css; charset=utf-8");
    }

    /** The icon of the browser's tab: of the client, of the realm, or of the theme. */
    @GET
    @Path("favicon")
    public Response favicon(@QueryParam("client_id") @Nullable String clientId, @Context Request request)
            throws IOException {
        Optional<Image> icon = branding(clientId).favicon();
        Optional<String> type = icon.flatMap(Image::type);
        if (type.isPresent()) {
            return Answers.cached(request, icon.orElseThrow().bytes(), type.orElseThrow());
        }
        if (icon.isPresent()) {
            return Answers.elsewhere(URI.create(icon.orElseThrow().address()));
        }
        try (InputStream own = session.theme().getTheme(Theme.Type.LOGIN).getResourceAsStream("img/favicon.ico")) {
            return own == null ? Answers.none() : Answers.cached(request, own.readAllBytes(), "image/x-icon");
        }
    }

    /** The realm's logo for mails, where it stands in its attribute. */
    @GET
    @Path("logo")
    public Response logo(@Context Request request) {
        return MailBranding.logo(branding(null))
                .flatMap(logo -> logo.type().map(type -> Answers.cached(request, logo.bytes(), type)))
                .orElseGet(Answers::none);
    }

    private Branding branding(@Nullable String clientId) {
        RealmModel realm = session.getContext().getRealm();
        ClientModel client = clientId == null || clientId.isEmpty() || clientId.length() > LONGEST_CLIENT_ID
                ? null
                : realm.getClientByClientId(clientId);
        return Branding.of(
                realm::getAttribute, client == null || !client.isEnabled() ? Attributes.NONE : client::getAttribute);
    }
}
