package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.login.PresentedAssertion;
import io.cloakpool.identitypool.login.SamlAssertion;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolRole;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import io.cloakpool.identitypool.spi.VerifiedLogin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Takes roles with SAML assertions. Three have to agree, as at AWS: the role trusts the login, the identity provider grants its user
 * the role, and the caller asks for it.
 */
final class SamlRoles {
    private static final String RESOURCE = ":saml-provider/";

    private final ExchangeParts parts;

    SamlRoles(ExchangeParts parts) {
        this.parts = parts;
    }

    /**
     * Nothing is stored and nothing used up before all that this server can judge is found good. The attributes come before the
     * trust, so that whoever the provider grants nothing learns nothing of roles.
     *
     * @param narrowing its {@code roleArn} is not looked at
     */
    AssumedSamlRole assume(String principalArn, String response, String roleArn, Narrowing narrowing, Attempt attempt) {
        List<String> policies = SessionPolicies.of(narrowing.policy());
        PresentedAssertion presented = parts.unnamed().assertion(principalArn, response);
        RoleTrusts.Proven proven = parts.trusts().prove(presented, roleArn, attempt);
        SamlAssertion assertion = presented.assertion();
        SamlSession session = SamlSession.of(assertion);
        if (!session.grants(roleArn, principalArn)) {
            throw attempt.notAuthorized();
        }
        RoleTrusts.Trusted trusted = proven.requireTrust(attempt);
        requireTags(trusted.role(), session.tags());
        OptionalInt packed = SessionPolicies.packedPercent(policies, session.tags());
        IdentityPool pool = trusted.pool();
        Caller caller =
                Caller.of(pool, List.of(trusted.login())).trusted(new RoleBasis.Trust(trusted.role(), session.tags()));
        CredentialOrder order = new CredentialOrder(
                roleArn,
                session.name(),
                policies,
                role -> lifetime(pool, role, narrowing.duration(), assertion.sessionEnd()));
        lifetime(pool, trusted.role(), narrowing.duration(), assertion.sessionEnd());
        parts.credentials().requireIssuable(pool, caller, order);
        presented.claim(trusted.login());
        IdentityId id = parts.found().of(pool, caller, attempt);
        ExchangedCredentials issued = parts.credentials().issue(pool, id, caller, order, attempt);
        VerifiedLogin login = trusted.login().login();
        AssumedRole assumed = AssumedRole.of(
                parts.realm().accountId(),
                issued,
                session.name(),
                assertion.issuer(),
                claim(login, "saml:aud"),
                login.subject(),
                packed);
        return new AssumedSamlRole(
                assumed, claim(login, "saml:sub_type"), nameQualifier(assertion.issuer(), principalArn));
    }

    private static String claim(VerifiedLogin login, String name) {
        return String.valueOf(login.claims().get(name));
    }

    /** The role says which tags others may set, here as for whoever takes it after another role. */
    private static void requireTags(PoolRole role, Map<String, String> tags) {
        boolean taken = tags.keySet().stream().allMatch(role.sts()::takesTag) && (tags.isEmpty() || role.sessionTags());
        if (!taken) {
            throw new Refused(Reason.ROLE_NOT_ALLOWED, "Not authorized to perform sts:TagSession");
        }
    }

    /** As asked for, or until the session at the identity provider ends. */
    private Duration lifetime(
            IdentityPool pool, PoolRole role, @Nullable Duration asked, @Nullable Instant sessionEnd) {
        Duration lifetime = Lifetimes.assumed(pool, role, asked);
        return sessionEnd == null
                ? lifetime
                : Lifetimes.until(lifetime, role, parts.ports().clock().instant(), sessionEnd);
    }

    /** SHA-1 is what the API's documentation says; the text keeps nobody out of anything. */
    private String nameQualifier(String issuer, String principalArn) {
        String alias = principalArn.substring(principalArn.indexOf(RESOURCE) + RESOURCE.length());
        String names = issuer + parts.realm().accountId() + "/" + alias;
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(names.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
