package io.cloakpool.migration.spi;

import java.util.Locale;
import java.util.Set;

/** The names that attributes of users may have here. */
@PublicApi
public final class AttributeNames {
    /** Characters of a name. */
    public static final int MAX_LENGTH = 255;

    private static final String OWN_PREFIX = "cloakpool.";
    /** What Keycloak keeps elsewhere, or believes. In lower case. */
    private static final Set<String> RESERVED = Set.of(
            "username",
            "email",
            "firstname",
            "lastname",
            "enabled",
            "email_verified",
            "disabledreason",
            "ldap_id",
            "ldap_entry_dn",
            "kerberos_principal",
            "createtimestamp",
            "modifytimestamp",
            "created_timestamp",
            "usercertificate",
            "kc.email.pending",
            "did",
            "is_temporary_admin",
            "phonenumber",
            "phonenumberverified");

    private static final String SAML_NAME_ID = "saml.persistent.name.id.for.";

    private AttributeNames() {}

    /** Whether an attribute of that name is taken over: nobody else keeps or believes it, and it is not too long. */
    public static boolean isFree(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.isBlank()
                && name.length() <= MAX_LENGTH
                && !RESERVED.contains(lower)
                && !lower.startsWith(OWN_PREFIX)
                && !lower.startsWith(SAML_NAME_ID);
    }
}
