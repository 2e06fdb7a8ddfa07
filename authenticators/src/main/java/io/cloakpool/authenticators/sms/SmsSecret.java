package io.cloakpool.authenticators.sms;

import java.util.regex.Pattern;

/**
 * A secret as it stands in the configuration: itself, or the name of an entry of the vault. Never prints itself.
 *
 * @param text {@code ${vault.key}}, or the secret
 */
public record SmsSecret(String text) {
    private static final Pattern VAULT_EXPRESSION = Pattern.compile("\\$\\{vault\\.[\\x21-\\x7c]{1,200}}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{.*}");
    /** It goes into headers, so a line break in it would be a header of its own. */
    private static final Pattern USABLE = Pattern.compile("[\\x20-\\x7e]{1,4096}");

    /** Whether only the vault knows it. */
    public boolean isInVault() {
        return VAULT_EXPRESSION.matcher(text).matches();
    }

    /** Whether this is what an import leaves of a placeholder without a value: a text that everybody can read in the recipe. */
    boolean isPlaceholder() {
        return PLACEHOLDER.matcher(text).matches() && !isInVault();
    }

    /** Whether a text can be sent as a secret. */
    static boolean isUsable(String text) {
        return USABLE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "SmsSecret[hidden]";
    }
}
