package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.MappingLimits;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a back end asks for one of its users.
 *
 * @param identity the identity that the user is to be; null for its own
 * @param logins the user under the name of the developer provider, and further logins of the same person with their tokens
 * @param principalTags session tags for credentials made from the token, with the limits of {@link MappingLimits}
 * @param lifetime of the token
 * @param guestSecret as at {@link IdentityExchange#credentials}
 */
public record DeveloperRequest(
        PoolId pool,
        @Nullable IdentityId identity,
        Map<String, String> logins,
        Map<String, String> principalTags,
        Duration lifetime,
        @Nullable String guestSecret) {
    /** Longest name of a user. */
    public static final int MAX_USER_LENGTH = 1_024;

    public DeveloperRequest {
        logins = Map.copyOf(logins);
        principalTags = Map.copyOf(principalTags);
        require(
                !lifetime.isNegative()
                        && !lifetime.isZero()
                        && lifetime.compareTo(CredentialLimits.MAX_DEVELOPER_TOKEN_LIFETIME) <= 0,
                "TokenDuration must be 1 to 86400 seconds.");
        requireTags(principalTags);
    }

    @Override
    public String toString() {
        return "DeveloperRequest[" + pool + ", " + identity + "]";
    }

    /** The user that the back end vouches for. */
    LoginName user(IdentityPool of) {
        String provider = DeveloperUsers.provider(of);
        String user = logins.get(provider);
        if (user == null) {
            throw new Refused(
                    Reason.INVALID_PARAMETER,
                    "Logins must name a user of the pool's developer provider " + provider + ".");
        }
        require(user.length() <= MAX_USER_LENGTH, "A developer user must have 1 to 1024 characters.");
        return LoginName.ofDeveloper(provider, user);
    }

    /** The logins that their tokens prove. */
    Map<String, String> others(IdentityPool of) {
        Map<String, String> others = new TreeMap<>(logins);
        others.remove(DeveloperUsers.provider(of));
        return others;
    }

    private static void requireTags(Map<String, String> tags) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        tags.forEach((name, value) -> {
            require(MappingLimits.isTag(name), "A name of PrincipalTags is none that a session tag may have.");
            require(names.add(name), "Names of PrincipalTags must differ by more than their case.");
            require(MappingLimits.isTagValue(value), "A value of PrincipalTags is none that a session tag may have.");
        });
        require(
                MappingLimits.fit(tags),
                "PrincipalTags may have " + MappingLimits.TAGS + " entries, and their values " + MappingLimits.TAG_BYTES
                        + " bytes in all.");
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new Refused(Reason.INVALID_PARAMETER, message);
        }
    }
}
