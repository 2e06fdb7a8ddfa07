package io.cloakpool.identitypool.rest.credentials;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cloakpool.identitypool.exchange.BearerLogin;
import io.cloakpool.identitypool.rest.BearerHeader;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import jakarta.ws.rs.NotAuthorizedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.util.MtlsHoKTokenUtil;
import org.keycloak.util.JsonSerialization;

/** Access tokens of the realm, verified by Keycloak: signature, times, revocation, session, proof of possession by DPoP or certificate. */
final class BearerTokens {
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

    private final KeycloakSession session;

    BearerTokens(KeycloakSession session) {
        this.session = session;
    }

    /**
     * The login behind the current request's token; empty when it is none that counts. Runs in a short transaction of its own, so
     * that the request holds no connection while it looks up the identity.
     *
     * @param provider internal id of the realm as a provider of logins
     */
    Optional<BearerLogin> authenticate(String provider) {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                session.getKeycloakSessionFactory(),
                session.getContext(),
                job -> authenticate(job, provider),
                "cloakpool-bearer-token");
    }

    private Optional<BearerLogin> authenticate(KeycloakSession job, String provider) {
        KeycloakContext context = session.getContext();
        if (BearerHeader.token(context.getHttpRequest().getHttpHeaders()).isEmpty()) {
            return Optional.empty();
        }
        try {
            AuthResult result = new AppAuthManager.BearerTokenAuthenticator(job)
                    .setUriInfo(context.getUri())
                    .setConnection(context.getConnection())
                    .setHeaders(context.getHttpRequest().getHttpHeaders())
                    .setRequest(context.getHttpRequest())
                    .authenticate();
            return Optional.ofNullable(result)
                    .filter(found -> holdsCertificate(found.token(), found.client(), context.getHttpRequest(), job))
                    .map(found -> login(found.user(), found.token(), provider));
        } catch (NotAuthorizedException e) {
            // Keycloak's way to say that the Authorization header has no form that it knows.
            return Optional.empty();
        }
    }

    /**
     * Whether the caller has the certificate that the token is bound to (RFC 8705), where it is or where the client says that all
     * of its tokens are. Keycloak's authenticator looks at DPoP only.
     */
    static boolean holdsCertificate(
            AccessToken token, ClientModel client, HttpRequest request, KeycloakSession session) {
        boolean bound =
                token.getConfirmation() != null && token.getConfirmation().getCertThumbprint() != null;
        if (bound) {
            return MtlsHoKTokenUtil.verifyTokenBindingWithClientCertificate(token, request, session);
        }
        return !OIDCAdvancedConfigWrapper.fromClientModel(client).isUseMtlsHokToken();
    }

    static BearerLogin login(UserModel user, AccessToken token, String provider) {
        String[] audience = token.getAudience();
        VerifiedLogin login = new VerifiedLogin(
                provider,
                // Not the token's subject: that may be a pairwise one, or whatever a mapper makes of it.
                user.getId(),
                claims(token),
                token.getIssuedFor(),
                token.getSessionId(),
                time(token.getIat()),
                time(token.getExp()));
        return new BearerLogin(
                login, audience == null ? Set.of() : Arrays.stream(audience).collect(Collectors.toUnmodifiableSet()));
    }

    private static Map<String, Object> claims(AccessToken token) {
        Map<String, Object> claims = JsonSerialization.mapper.convertValue(token, CLAIMS);
        claims.values().removeIf(Objects::isNull);
        return claims;
    }

    private static Instant time(@Nullable Long epochSeconds) {
        return Instant.ofEpochSecond(Objects.requireNonNullElse(epochSeconds, 0L));
    }
}
