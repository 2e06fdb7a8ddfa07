package io.cloakpool.authenticators.keycloak;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cloakpool.authenticators.device.DeviceProof;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenCategory;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;

/** The proofs that a browser keeps for a realm: a token that the realm has signed, in a cookie that no script reads and no other site sends. */
final class DeviceCookie {
    private static final String NAME = "CLOAKPOOL_DEVICES";
    private static final String TYPE = "cloakpool-devices";

    private final KeycloakSession session;
    private final RealmCookie cookie;

    DeviceCookie(KeycloakSession session) {
        this.session = session;
        cookie = new RealmCookie(session, NAME);
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
        @Nullable
        DeviceToken token = cookie.value()
                .map(value -> session.tokens().decode(value, DeviceToken.class))
                .orElse(null);
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
        cookie.set(session.tokens().encode(token), lifetime);
    }
}
