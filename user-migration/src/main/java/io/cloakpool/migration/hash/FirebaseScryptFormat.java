package io.cloakpool.migration.hash;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Firebase's own scrypt (github.com/firebase/scrypt): scrypt makes a key of password, salt and the project's separator, and with it the
 * project's signer key is encrypted. Firebase exports the parts apart; they are put together as Ory Kratos does.
 */
final class FirebaseScryptFormat implements PasswordFormat {
    private static final String PREFIX = "$firescrypt$";
    private static final Pattern FORM = Pattern.compile("\\$firescrypt\\$ln=" + Encoded.NUMBER + ",r=" + Encoded.NUMBER
            + ",p=" + Encoded.NUMBER + "\\$" + Encoded.BASE64 + "\\$" + Encoded.BASE64 + "\\$" + Encoded.BASE64 + "\\$"
            + Encoded.BASE64);
    private static final int AES_KEY = 32;
    private static final int AES_BLOCK = 16;

    @Override
    public String name() {
        return "firebase-scrypt";
    }

    @Override
    public boolean recognises(String encoded) {
        return encoded.startsWith(PREFIX);
    }

    @Override
    public ForeignHash parse(String encoded) {
        Matcher parts = Encoded.match(
                FORM,
                encoded,
                "$firescrypt$ln=<memory cost>,r=<rounds>,p=<p>$<salt>$<hash>$<salt separator>$<signer key>");
        Scrypt scrypt = Scrypt.ofLog(
                Encoded.number("ln", parts.group(1), 1),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)));
        byte[] signerKey = Encoded.base64("signer key", parts.group(7), Bounds.HASH_LEAST, Bounds.SIGNER_KEY);
        byte[] hash = Encoded.exactly("hash", Encoded.base64("hash", parts.group(5)), signerKey.length);
        ByteArrayOutputStream salt = new ByteArrayOutputStream();
        salt.writeBytes(Encoded.base64("salt", parts.group(4), 1, Bounds.SALT));
        salt.writeBytes(Encoded.base64("salt separator", parts.group(6), 0, Bounds.SALT));
        byte[] salts = salt.toByteArray();
        return new ForeignHash(
                hash, scrypt.memory(), password -> encrypt(scrypt.derive(password, salts, AES_KEY), signerKey));
    }

    private static byte[] encrypt(byte[] key, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[AES_BLOCK]));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no AES in counter mode", e);
        }
    }
}
