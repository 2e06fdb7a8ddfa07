package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The login verifiers that somebody else installed. What they answer is not to be trusted further than it is checked. */
public interface CustomVerifiers {
    /** Has a verifier prove a token; parameters and errors as {@code LoginVerifier.verify} has them, if the verifier is well made. */
    @Nullable
    VerifiedLogin verify(String verifier, String provider, String token, Set<String> clientIds);
}
