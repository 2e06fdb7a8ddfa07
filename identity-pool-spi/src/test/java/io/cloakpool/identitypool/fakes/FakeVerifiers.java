package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.login.CustomVerifiers;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Installed verifiers, all of which do what they are told. */
public final class FakeVerifiers implements CustomVerifiers {
    private Supplier<? extends @Nullable VerifiedLogin> answer = () -> null;
    /** What was asked: verifier, provider, token and clients. */
    public final List<String> asked = new ArrayList<>();

    public void answers(Supplier<? extends @Nullable VerifiedLogin> next) {
        answer = next;
    }

    @Override
    public @Nullable VerifiedLogin verify(String verifier, String provider, String token, Set<String> clientIds) {
        asked.add(verifier + " " + provider + " " + token + " " + clientIds);
        return answer.get();
    }
}
