package io.cloakpool.authenticators.keycloak;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.utils.SecureContextResolver;

/** A cookie of a realm that no script reads and that comes along from no other site's forms. Keycloak's own provider sets its own only. */
final class RealmCookie {
    private final KeycloakSession session;
    private final String name;

    RealmCookie(KeycloakSession session, String name) {
        this.session = session;
        this.name = name;
    }

    /** What the browser has shown. */
    Optional<String> value() {
        Cookie cookie = session.getContext()
                .getHttpRequest()
                .getHttpHeaders()
                .getCookies()
                .get(name);
        return Optional.ofNullable(cookie).map(Cookie::getValue);
    }

    /** Has the browser keep a value. */
    void set(String value, Duration lifetime) {
        KeycloakContext context = session.getContext();
        context.getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(name)
                        .value(value)
                        .path(RealmsResource.realmBaseUrl(context.getUri())
                                .path("/")
                                .build(context.getRealm().getName())
                                .getRawPath())
                        .maxAge(Math.toIntExact(lifetime.toSeconds()))
                        .secure(SecureContextResolver.isSecureContext(session))
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build());
    }
}
