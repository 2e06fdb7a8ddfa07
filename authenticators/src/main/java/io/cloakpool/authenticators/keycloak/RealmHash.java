package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.KeyedHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.keycloak.crypto.KeyUse;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;

/**
 * A hash under the key that the realm signs its own tokens with. Codes that are out when that key changes are void, and what was spent for
 * an address begins anew.
 */
final class RealmHash implements KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    /** Keeps these hashes apart from all else that the key makes. */
    private static final String LABEL = "cloakpool one-time codes 1\n";

    private final SecretKey key;

    RealmHash(KeycloakSession session) {
        SecretKey realmKey = session.keys()
                .getActiveKey(session.getContext().getRealm(), KeyUse.SIG, Constants.INTERNAL_SIGNATURE_ALGORITHM)
                .getSecretKey();
        key = new SecretKeySpec(realmKey.getEncoded(), ALGORITHM);
    }

    @Override
    public String of(Use use, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((LABEL + use.label(text)).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No " + ALGORITHM, e);
        }
    }
}
