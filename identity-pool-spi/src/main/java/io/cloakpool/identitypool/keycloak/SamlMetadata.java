package io.cloakpool.identitypool.keycloak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.PublicKeysWrapper;
import org.keycloak.dom.saml.v2.metadata.EntityDescriptorType;
import org.keycloak.protocol.saml.SamlAbstractMetadataPublicKeyLoader;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.processing.core.parsers.saml.SAMLParser;

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
     * @param entityId whose metadata it must be
     * @throws IOException when the text is not the metadata of that identity provider alone, is over its time, or has no certificate
     *     for signatures
     */
    static PublicKeysWrapper keys(String text, String entityId) throws IOException {
        requireEntity(text, entityId);
        PublicKeysWrapper all = read(text);
        Long end = all.getExpirationTime();
        if (end != null && end <= KeycloakTime.INSTANCE.instant().toEpochMilli()) {
            throw new IOException("SAML metadata over its time");
        }
        List<KeyWrapper> keys = all.getKeys().stream()
                .filter(key -> key.getUse() == null || key.getUse() == KeyUse.SIG)
                .toList();
        if (keys.isEmpty()) {
            throw new IOException("no signing certificate of a SAML identity provider");
        }
        return new PublicKeysWrapper(keys, all.getExpirationTime());
    }

    /** Keycloak's reader takes the first entity of several, whoever it is. */
    private static void requireEntity(String text, String entityId) throws IOException {
        try {
            Object read =
                    SAMLParser.getInstance().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            if (!(read instanceof EntityDescriptorType entity && entityId.equals(entity.getEntityID()))) {
                throw new IOException("metadata of another SAML entity");
            }
        } catch (ParsingException | RuntimeException e) {
            throw new IOException("no SAML metadata", e);
        }
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
