package io.cloakpool.identitypool.issuer;

import io.cloakpool.identitypool.pool.AllowedRoles;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolKeys;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.Grant;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * OpenID tokens of the realm's identity pools: RS256, the pack's own keys and issuer.
 *
 * <p>Beside the claims of Cognito a token carries, as {@code cloakpool:*}, the provider, the user, the session, the client and the time of the
 * login that it was made for, and digests of all logins that it was made for. With them the server-side check and not-before times hold for credentials that are made from it
 * later. All but the time stand in the login's own token too, so the caller learns nothing new. Where a role mapping applies, a
 * token also carries the names of the roles that this gives, since the claims that decided are not at hand later.
 */
public final class PoolOpenIdTokens {
    private static final String PROVIDER = "cloakpool:provider";
    private static final String USER = "cloakpool:user";
    private static final String SESSION = "cloakpool:session";
    private static final String CLIENT = "cloakpool:client";
    private static final String LOGIN_ISSUED_AT = "cloakpool:login_iat";
    private static final String LOGINS = "cloakpool:logins";
    private static final String ROLE = "cloakpool:role";
    private static final String ROLES = "cloakpool:roles";

    private final PoolRealm realm;
    private final PoolKeys keys;
    private final TokenCodec codec;
    private final InstantSource clock;

    public PoolOpenIdTokens(PoolRealm realm, PoolKeys keys, TokenCodec codec, InstantSource clock) {
        this.realm = realm;
        this.keys = keys;
        this.codec = codec;
        this.clock = clock;
    }

    /** As {@link #mint(TokenSubject, Duration)}, for ten minutes. */
    public String mint(TokenSubject subject) {
        return mint(subject, CredentialLimits.OPENID_TOKEN_LIFETIME);
    }

    /** @throws Refused with {@code POOL_MISCONFIGURED} when the realm has no active signing key */
    public String mint(TokenSubject subject, Duration lifetime) {
        PoolKeys.SigningKey key = signingKey();
        TokenSubject.Login login = subject.login();
        Map<String, Object> claims = claims(
                subject.pool().toString(),
                subject.identity().toString(),
                subject.amr(),
                lifetime,
                subject.principalTags());
        AllowedRoles roles = subject.roles();
        if (roles != null) {
            putIfPresent(claims, ROLE, roles.unasked());
            claims.put(ROLES, roles.names().stream().sorted().toList());
        }
        claims.put(LOGINS, subject.logins().stream().sorted().toList());
        claims.put(PROVIDER, login.provider());
        putIfPresent(claims, USER, login.userId());
        putIfPresent(claims, SESSION, login.sessionId());
        putIfPresent(claims, CLIENT, login.client());
        claims.put(LOGIN_ISSUED_AT, login.issuedAt().getEpochSecond());
        return codec.sign(key, claims);
    }

    /**
     * A token for a security token service elsewhere, for ten minutes. It says nothing of the user behind the identity, and {@link
     * #verify} does not take it: whoever gets it can use it where that service can be used, not here. Guests get one too.
     *
     * @param tags whether the session's tags go along, where there are any
     */
    public String mintForSts(Grant grant, boolean tags) {
        return codec.sign(
                signingKey(),
                claims(
                        grant.poolId(),
                        grant.identityId(),
                        grant.amr(),
                        CredentialLimits.OPENID_TOKEN_LIFETIME,
                        tags ? grant.principalTags() : Map.of()));
    }

    private PoolKeys.SigningKey signingKey() {
        return keys.activeSigning()
                .orElseThrow(() -> new Refused(
                        Reason.POOL_MISCONFIGURED, "The realm has no active signing key for OpenID tokens."));
    }

    private Map<String, Object> claims(
            String pool, String identity, List<String> amr, Duration lifetime, Map<String, String> tags) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", realm.poolIssuer().toString());
        claims.put("aud", pool);
        claims.put("sub", identity);
        claims.put("amr", amr);
        claims.put("iat", now);
        claims.put("exp", now + lifetime.toSeconds());
        claims.put("jti", UUID.randomUUID().toString());
        if (!tags.isEmpty()) {
            claims.put(TagsClaim.NAME, TagsClaim.of(tags));
        }
        return claims;
    }

    /**
     * Reads a token of this realm's issuer.
     *
     * @throws Refused {@code LOGIN_INVALID} when it is none, {@code LOGIN_EXPIRED} when its time is over
     */
    public TokenSubject verify(String token) {
        Map<String, Object> claims = codec.verify(keys.published(), token)
                .filter(c -> realm.poolIssuer().toString().equals(c.get("iss")))
                .orElseThrow(PoolOpenIdTokens::invalid);
        Instant now = clock.instant();
        if (!now.isBefore(time(claims, "exp"))) {
            throw new Refused(Reason.LOGIN_EXPIRED, "The web identity token has expired.");
        }
        if (claims.containsKey("nbf") && now.isBefore(time(claims, "nbf"))) {
            throw invalid();
        }
        return new TokenSubject(
                text(claims, "aud").flatMap(PoolId::parse).orElseThrow(PoolOpenIdTokens::invalid),
                text(claims, "sub").flatMap(IdentityId::parse).orElseThrow(PoolOpenIdTokens::invalid),
                texts(claims.get("amr")),
                new TokenSubject.Login(
                        text(claims, PROVIDER).orElseThrow(PoolOpenIdTokens::invalid),
                        text(claims, USER).orElse(null),
                        text(claims, SESSION).orElse(null),
                        text(claims, CLIENT).orElse(null),
                        time(claims, LOGIN_ISSUED_AT)),
                Set.copyOf(texts(claims.get(LOGINS))),
                TagsClaim.read(claims.get(TagsClaim.NAME)).orElseThrow(PoolOpenIdTokens::invalid),
                roles(claims));
    }

    private static @Nullable AllowedRoles roles(Map<String, Object> claims) {
        return claims.containsKey(ROLES)
                ? new AllowedRoles(text(claims, ROLE).orElse(null), Set.copyOf(texts(claims.get(ROLES))))
                : null;
    }

    private static void putIfPresent(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    private static Optional<String> text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Instant time(Map<String, Object> claims, String name) {
        if (claims.get(name) instanceof Number number) {
            return Instant.ofEpochSecond(number.longValue());
        }
        throw invalid();
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> several && several.stream().allMatch(String.class::isInstance)) {
            return several.stream().map(String.class::cast).toList();
        }
        throw invalid();
    }

    private static Refused invalid() {
        return new Refused(Reason.LOGIN_INVALID, "The web identity token is not one of this realm's identity pools.");
    }
}
