package io.cloakpool.identitypool.keycloak;

import java.io.IOException;
import java.util.List;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.PublicKeysWrapper;
import org.keycloak.protocol.saml.SamlAbstractMetadataPublicKeyLoader;

/** The signing certificates in a SAML identity provider's metadata, as Keycloak reads it (Metadata for SAML 2.0, section 2.4.1.1). */
final class SamlMetadata extends SamlAbstractMetadataPublicKeyLoader {
    private final String text;

    private SamlMetadata(String text) {
        super(true);
        this.text = text;
    }

    /**
     * Its keys, and until when they count, where it says so.
     *
     * @throws IOException when the text is no metadata of an identity provider, or has no certificate for signatures
     */
    static PublicKeysWrapper keys(String text) throws IOException {
        PublicKeysWrapper all = read(text);
        List<KeyWrapper> keys = all.getKeys().stream()
                .filter(key -> key.getUse() == null || key.getUse() == KeyUse.SIG)
                .toList();
        if (keys.isEmpty()) {
            throw new IOException("no signing certificate of a SAML identity provider");
        }
        return new PublicKeysWrapper(keys, all.getExpirationTime());
    }

    private static PublicKeysWrapper read(String text) throws IOException {
        try {
            return new SamlMetadata(text).loadKeys();
        } catch (Exception e) {
            throw new IOException("no SAML metadata", e);
        }
    }

    @Override
    protected String getKeys() {
        return text;
    }
}
