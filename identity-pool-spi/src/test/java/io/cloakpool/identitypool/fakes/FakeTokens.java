package io.cloakpool.identitypool.fakes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.identitypool.login.TokenSignatures;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens whose signature is good because they were handed out here. */
public final class FakeTokens implements TokenSignatures {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KID = "realm-key";
    private static final SignatureKey KEY = new SignatureKey(KID, "RS256", "digest of the first");

    private final Map<String, SignedToken> tokens = new HashMap<>();
    private @Nullable SignatureKey key = KEY;
    /** How many signatures were checked. */
    public int verified;

    /** An ID token of alice for {@code webapp}, good for five minutes, with these claims changed; null removes one. */
    public String idToken(FakeClock clock, Map<String, @Nullable Object> changes) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", TestData.REALM.issuer().toString());
        claims.put("sub", "alice");
        claims.put("typ", "ID");
        claims.put("aud", "webapp");
        claims.put("azp", "webapp");
        claims.put("sid", "session-1");
        claims.put("iat", now);
        claims.put("exp", now + 300);
        changes.forEach((name, value) -> {
            if (value == null) {
                claims.remove(name);
            } else {
                claims.put(name, value);
            }
        });
        return sign("JWT", claims);
    }

    /** An ID token of alice for {@code client} from this issuer, as providers beside Keycloak make them. */
    public String idToken(FakeClock clock, String issuer, String client, Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> all = new HashMap<>();
        all.put("iss", issuer);
        all.put("aud", client);
        all.put("typ", null);
        all.put("azp", null);
        all.put("sid", null);
        all.putAll(changes);
        return idToken(clock, all);
    }

    public String sign(@Nullable String type, Map<String, Object> claims) {
        String token = "header" + tokens.size() + "-of-" + System.identityHashCode(this) + "." + payload(claims)
                + ".signature";
        tokens.put(token, new SignedToken(KEY, type, Collections.unmodifiableMap(claims)));
        return token;
    }

    /** A token of which a careless reader reads other claims than those that are signed. */
    public String ambiguous(String readable, String signed) {
        String token = readable + "2";
        SignedToken good = tokens.get(signed);
        if (good == null) {
            throw new IllegalArgumentException("not signed here");
        }
        tokens.put(token, good);
        return token;
    }

    /** What anybody can read of a token. */
    private static String payload(Map<String, Object> claims) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(claims));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on the provider has no key. */
    public void disableKey() {
        key = null;
    }

    /** From now on the provider has another key under the same id. */
    public void replaceKey() {
        key = new SignatureKey(KID, "RS256", "digest of the second");
    }

    @Override
    public SignedToken verify(String token) {
        verified++;
        SignedToken signed = tokens.get(token);
        if (signed == null || !signed.key().equals(key)) {
            throw new Refused(Reason.LOGIN_INVALID, "Invalid login token. Couldn't verify signed token.");
        }
        return signed;
    }

    @Override
    public boolean accepts(SignatureKey known) {
        return known.equals(key);
    }
}
