package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Codes;
import io.cloakpool.authenticators.code.Randomness;
import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;

/** Puts the engine of codes together for the realm of a request. */
final class RealmCodes {
    private static final class KeycloakRandomness implements Randomness {
        @Override
        public int below(int bound) {
            return SecretGenerator.nextInt(bound);
        }

        @Override
        public String id() {
            return SecretGenerator.getInstance().generateSecureID();
        }
    }

    private RealmCodes() {}

    static Codes of(KeycloakSession session) {
        return new Codes(
                new SingleUseCodes(session),
                new JpaBudgets(session),
                new RealmHash(session),
                new KeycloakRandomness(),
                KeycloakTime.INSTANCE);
    }
}
