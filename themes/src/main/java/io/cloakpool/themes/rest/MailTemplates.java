package io.cloakpool.themes.rest;

import io.cloakpool.themes.branding.Branding;
import io.cloakpool.themes.branding.Branding.Attributes;
import io.cloakpool.themes.branding.Image;
import io.cloakpool.themes.branding.MailBranding;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.Theme;
import org.keycloak.theme.freemarker.FreeMarkerProvider;
import org.keycloak.urls.UrlType;

/**
 * Keycloak's templates, with the realm's branding for those of mails: nothing that Keycloak hands to them has a realm's attributes. Without
 * that of a client: an administrator's is not the reader's.
 */
final class MailTemplates implements FreeMarkerProvider {
    /** Name in templates. */
    static final String VARIABLE = "cloakpoolBranding";

    /** Where templates of mails with colours are. */
    private static final String HTML = "html/";

    /** What Keycloak hands to templates of mails that are written in the course of a request, and there is an address then. */
    private static final String IN_REQUEST = "url";

    private final KeycloakSession session;
    private final FreeMarkerProvider keycloaks;

    MailTemplates(KeycloakSession session, FreeMarkerProvider keycloaks) {
        this.session = session;
        this.keycloaks = keycloaks;
    }

    @Override
    public String processTemplate(Object data, String template, Theme theme) throws FreeMarkerException {
        return keycloaks.processTemplate(
                theme.getType() == Theme.Type.EMAIL && template.startsWith(HTML) && data instanceof Map<?, ?> values
                        ? branded(values)
                        : data,
                template,
                theme);
    }

    private Map<Object, Object> branded(Map<?, ?> values) {
        Map<Object, Object> all = new HashMap<>(values);
        RealmModel realm = session.getContext().getRealm();
        if (realm != null) {
            all.put(
                    VARIABLE,
                    MailBranding.of(
                            Branding.of(realm::getAttribute, Attributes.NONE),
                            logo -> address(logo, realm, values.containsKey(IN_REQUEST))));
        }
        return all;
    }

    private Optional<String> address(Image logo, RealmModel realm, boolean inRequest) {
        boolean data = logo.type().isPresent();
        boolean path = !data && logo.address().startsWith("/");
        if (!data && !path) {
            return Optional.of(logo.address());
        }
        if (!inRequest) {
            return Optional.empty();
        }
        URI server = session.getContext().getUri(UrlType.FRONTEND).getBaseUri();
        return Optional.of(
                path
                        // As it stands: not everything that a browser takes for a path is one to Java.
                        ? server.getScheme() + "://" + server.getAuthority() + logo.address()
                        : Urls.realmBase(server)
                                .path("{realm}/" + BrandingResourceFactory.PROVIDER_ID + "/logo")
                                .build(realm.getName())
                                .toString());
    }

    @Override
    public void close() {}
}
