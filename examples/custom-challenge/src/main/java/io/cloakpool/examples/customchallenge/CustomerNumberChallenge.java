package io.cloakpool.examples.customchallenge;

import io.cloakpool.authenticators.keycloak.CustomChallengeProvider;
import io.cloakpool.authenticators.spi.ChallengeDecision;
import io.cloakpool.authenticators.spi.ChallengePrompt;
import io.cloakpool.authenticators.spi.ChallengeState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Asks for the number that stands in the user's attribute {@value #ATTRIBUTE}, until it is right. */
final class CustomerNumberChallenge implements CustomChallengeProvider {
    private static final String ATTRIBUTE = "customerNumber";

    private final KeycloakSession session;

    CustomerNumberChallenge(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public ChallengeDecision next(ChallengeState state) {
        boolean right = state.answers().stream().anyMatch(ChallengeState.Answer::right);
        return right
                ? new ChallengeDecision.Succeed()
                : new ChallengeDecision.Ask(new ChallengePrompt("number", "Customer number", number(state)));
    }

    @Override
    public boolean isRight(ChallengeState state, ChallengePrompt prompt, String answer) {
        String number = prompt.secret();
        return !number.isEmpty() && MessageDigest.isEqual(bytes(number), bytes(answer.strip()));
    }

    /** Empty for a name that nobody has, and for users without a number. */
    private String number(ChallengeState state) {
        return state.userId()
                .map(id -> session.users().getUserById(session.getContext().getRealm(), id))
                .flatMap(user -> Optional.ofNullable(user.getFirstAttribute(ATTRIBUTE)))
                .orElse("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
