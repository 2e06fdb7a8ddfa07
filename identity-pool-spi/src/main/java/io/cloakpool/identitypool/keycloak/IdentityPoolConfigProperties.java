package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.GuestProof;
import io.cloakpool.identitypool.pool.PoolConfig;
import java.util.List;
import org.keycloak.provider.ProviderConfigProperty;

/** What the admin console shows of an identity pool. */
final class IdentityPoolConfigProperties {
    static final List<ProviderConfigProperty> ALL = new ConfigProperties()
            .flag(
                    PoolConfig.ALLOW_GUESTS,
                    "Guests",
                    false,
                    "Whether callers who prove no login get identities and credentials.")
            .choice(
                    PoolConfig.GUEST_PROOF,
                    "Guest proof",
                    GuestProof.class,
                    GuestProof.NONE,
                    "What a guest must show to use its identity again. With \"none\" whoever knows the identity id is the guest.")
            .text(
                    PoolConfig.GUEST_LIFETIME,
                    "Guest lifetime (seconds)",
                    Long.toString(CredentialLimits.DEFAULT_GUEST_ID_LIFETIME.toSeconds()),
                    "How long a guest's identity id is good after its day: 86400 (a day) to 31536000 (a year).")
            .secret(
                    PoolConfig.GUEST_SECRET,
                    "Guest secret",
                    "Key material of guest ids, 32 bytes in base64. Made when empty; a new one ends every guest identity of the pool and all credentials.")
            .flag(
                    PoolConfig.ALLOW_CLASSIC_FLOW,
                    "Classic flow",
                    false,
                    "Whether clients get the pool's OpenID tokens (GetOpenIdToken). Guests never do.")
            .text(
                    PoolConfig.DEVELOPER_PROVIDER_NAME,
                    "Developer provider",
                    null,
                    "Name of the provider for logins that your own servers vouch for.")
            .set(
                    PoolConfig.DEVELOPER_CLIENTS,
                    "Developer clients",
                    "Client ids of the clients that may vouch for logins of the developer provider.")
            .text(
                    PoolConfig.AUTHENTICATED_ROLE,
                    "Role of signed-in users",
                    null,
                    "Name of the pool role that signed-in users get.")
            .text(PoolConfig.UNAUTHENTICATED_ROLE, "Role of guests", null, "Name of the pool role that guests get.")
            .lines(
                    PoolConfig.REQUESTABLE_ROLES,
                    "Requestable roles",
                    "Names of further pool roles that a signed-in caller may ask for, where its login's binding has no role mapping: a JSON array of strings.")
            .text(
                    PoolConfig.CREDENTIAL_LIFETIME,
                    "Credential lifetime (seconds)",
                    Long.toString(CredentialLimits.DEFAULT_LIFETIME.toSeconds()),
                    "900 to 43200. Credentials already issued keep their time.")
            .flag(
                    PoolConfig.END_WITH_SESSION,
                    "End with session",
                    false,
                    "Whether credentials end when the user's session does.")
            .flag(
                    PoolConfig.SERVICE_ACCOUNTS,
                    "Service accounts",
                    false,
                    "Whether tokens of service accounts are taken, ID tokens as well as access tokens.")
            .lines(PoolConfig.TAGS, "Tags", "Tags of the pool itself: a JSON object of strings.")
            .text(
                    PoolConfig.REGION,
                    "Region",
                    null,
                    "The realm's region when the pool was made; noted when empty. The pool answers an error while the realm has another one.")
            .list();

    private IdentityPoolConfigProperties() {}
}
