package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.hash.PasswordFormat;
import io.cloakpool.migration.hash.PasswordFormats;
import java.util.Map;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.representations.idm.CredentialRepresentation;

/** Credentials of imported users. The same text always makes the same credential, so that a second import changes nothing. */
public final class ForeignCredentials {
    private static final String PREFIX = "foreign-";
    /** Keycloak wants a number. What it would say stands in the hash. */
    private static final int ITERATIONS = 1;

    private ForeignCredentials() {}

    /** The algorithm of credentials with hashes of a format, which is the id of the provider for it. */
    public static String algorithm(PasswordFormat format) {
        return PREFIX + format.name();
    }

    /**
     * Makes a credential as a user of Keycloak has it.
     *
     * @param encoded a hash as the other system writes it
     * @throws io.cloakpool.migration.hash.UnusableHashException where a sign-in could not use it
     */
    public static PasswordCredentialModel model(String encoded) {
        PasswordFormat format = PasswordFormats.of(encoded);
        format.parse(encoded);
        return PasswordCredentialModel.createFromValues(algorithm(format), new byte[0], ITERATIONS, Map.of(), encoded);
    }

    /** The same as it stands in the JSON of a realm or a user. */
    public static CredentialRepresentation representation(String encoded) {
        PasswordCredentialModel model = model(encoded);
        CredentialRepresentation representation = new CredentialRepresentation();
        representation.setType(PasswordCredentialModel.TYPE);
        representation.setCredentialData(model.getCredentialData());
        representation.setSecretData(model.getSecretData());
        return representation;
    }
}
