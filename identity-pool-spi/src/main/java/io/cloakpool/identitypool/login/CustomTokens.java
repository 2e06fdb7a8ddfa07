package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens that an installed verifier proves. What it says is checked as far as that can be done without knowing its tokens. */
final class CustomTokens {
    /** What a verifier may refuse for; the rest is not its business. */
    private static final Set<Reason> REASONS =
            Set.of(Reason.LOGIN_INVALID, Reason.LOGIN_EXPIRED, Reason.POOL_MISCONFIGURED, Reason.EXTERNAL_SERVICE);

    private final CustomVerifiers verifiers;
    private final InstantSource clock;

    CustomTokens(CustomVerifiers verifiers, InstantSource clock) {
        this.verifiers = verifiers;
        this.clock = clock;
    }

    /** @throws Refused as the verifier says; {@code EXTERNAL_SERVICE} when it does not keep its contract */
    VerifiedLogin verify(AcceptedProvider provider, String token) {
        String verifier = provider.binding().provider().requiredName();
        try {
            return checked(provider, verifiers.verify(verifier, provider.facts().id(), token, provider.clientIds()));
        } catch (Refused e) {
            throw REASONS.contains(e.reason()) ? e : failed(e);
        } catch (RuntimeException e) {
            // Also of a login that has null where there is always something.
            throw failed(e);
        }
    }

    private VerifiedLogin checked(AcceptedProvider provider, @Nullable VerifiedLogin login) {
        if (login == null || !login.provider().equals(provider.facts().id()) || !Subjects.isGood(login.subject())) {
            throw failed(null);
        }
        AccessTokens.requireClient(provider.clientIds(), login.client());
        Proof.requireInTime(login.issuedAt(), login.expiresAt(), clock.instant());
        return login;
    }

    private static Refused failed(@Nullable Throwable cause) {
        String message = "The verifier of the login failed.";
        return cause == null
                ? new Refused(Reason.EXTERNAL_SERVICE, message)
                : new Refused(Reason.EXTERNAL_SERVICE, message, cause);
    }
}
