package io.cloakpool.authenticators.keycloak;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cloakpool.authenticators.device.DeviceProof;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenCategory;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.utils.SecureContextResolver;

/** The proofs that a browser keeps for a realm: a token that the realm has signed, in a cookie that no script reads and no other site sends. */
final class DeviceCookie {
    private static final String NAME = "CLOAKPOOL_DEVICES";
    private static final String TYPE = "cloakpool-devices";

    private final KeycloakSession session;

    DeviceCookie(KeycloakSession session) {
        this.session = session;
    }

    /** What the cookie carries. */
    static final class DeviceToken extends JsonWebToken {
        @JsonProperty("devices")
        private List<String> devices = List.of();

        @Override
        public TokenCategory getCategory() {
            return TokenCategory.INTERNAL;
        }

        List<String> devices() {
            return devices;
        }
    }

    /** The proofs of the request's cookie; none where it is not of this realm, or over. */
    List<DeviceProof> read() {
        Cookie cookie = session.getContext()
                .getHttpRequest()
                .getHttpHeaders()
                .getCookies()
                .get(NAME);
        @Nullable
        DeviceToken token = cookie == null ? null : session.tokens().decode(cookie.getValue(), DeviceToken.class);
        if (token == null || !TYPE.equals(token.getType()) || !token.isActive()) {
            return List.of();
        }
        return token.devices().stream()
                .map(DeviceProof::read)
                .flatMap(Optional::stream)
                .limit(DeviceProof.MOST_OF_BROWSER)
                .toList();
    }

    /** Has the browser keep proofs. */
    void write(List<DeviceProof> proofs, Duration lifetime) {
        DeviceToken token = new DeviceToken();
        token.type(TYPE);
        token.iat(Time.currentTimeSeconds());
        token.exp(Time.currentTimeSeconds() + lifetime.toSeconds());
        token.devices = proofs.stream().map(DeviceProof::text).toList();
        KeycloakContext context = session.getContext();
        context.getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(NAME)
                        .value(session.tokens().encode(token))
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
