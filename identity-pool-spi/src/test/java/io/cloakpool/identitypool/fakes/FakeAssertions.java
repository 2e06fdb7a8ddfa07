package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.login.SamlAssertion;
import io.cloakpool.identitypool.login.SamlAssertions;
import io.cloakpool.identitypool.login.SamlProfile;
import io.cloakpool.identitypool.login.SignedAssertion;
import io.cloakpool.identitypool.login.TokenSignatures.SignatureKey;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Assertions of the identity provider {@code https://idp.example} whose signature is good because they were handed out here. */
public final class FakeAssertions implements SamlAssertions {
    public static final String ISSUER = "https://idp.example";
    public static final String AUDIENCE = "https://app.example/saml";
    public static final String RECIPIENT = "https://app.example/acs";

    private final Map<String, SignedAssertion> signed = new HashMap<>();
    private SamlProfile profile =
            new SamlProfile(Duration.ZERO, SamlProfile.Principal.SUBJECT, "", "", Set.of(RECIPIENT));
    private boolean hasKey = true;
    /** How many signatures were checked. */
    public int verified;

    /** A token of alice that is good for five minutes. */
    public String token(FakeClock clock, String id) {
        return token(clock, id, "");
    }

    /** The same in another response. */
    public String token(FakeClock clock, String id, String wrapping) {
        String token = "response of " + id + wrapping;
        signed.put(token, signed(assertion(clock.instant(), id)));
        return token;
    }

    /** A token that is this assertion. */
    public String token(SamlAssertion assertion) {
        String token = "response of " + assertion.id();
        signed.put(token, signed(assertion));
        return token;
    }

    public static SignedAssertion signed(SamlAssertion assertion) {
        return new SignedAssertion(new SignatureKey("", "rsa-sha256", "digest"), assertion, null, null, null);
    }

    /** An assertion of alice that was made now. */
    public static SamlAssertion assertion(Instant now, String id) {
        return new SamlAssertion(
                id,
                ISSUER,
                now,
                new SamlAssertion.NameId("alice", "", null, null),
                List.of(new SamlAssertion.Bearer(RECIPIENT, "request-1", null, now.plusSeconds(300))),
                List.of(Set.of(AUDIENCE)),
                now,
                now.plusSeconds(300),
                null,
                List.of());
    }

    public void removeKey() {
        hasKey = false;
    }

    public void profile(SamlProfile other) {
        profile = other;
    }

    @Override
    public SamlProfile profile() {
        return profile;
    }

    @Override
    public SignedAssertion verify(String token) {
        verified++;
        SignedAssertion found = signed.get(token);
        if (found == null || !hasKey) {
            throw new Refused(Reason.LOGIN_INVALID, "not signed here");
        }
        return found;
    }

    @Override
    public boolean accepts(SignatureKey key) {
        return hasKey;
    }
}
