package io.cloakpool.identitypool.identity;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which logins one identity may have: at most {@value #MAX_LOGINS}, and one of each provider. Only a developer provider may
 * vouch for several users of an identity: merging its users is what it does (limits and conflicts as Amazon Cognito's).
 */
public final class LinkRule {
    /** Logins of an identity, as Cognito's quota says. */
    public static final int MAX_LOGINS = 20;

    private LinkRule() {}

    /**
     * @param has what the identity has
     * @param added what it is to get as well, by linking or by merging
     * @throws Refused {@code CONFLICT} for a second user of a provider, or too many logins
     */
    public static void requireLinkable(Collection<LoginName> has, Collection<LoginName> added) {
        Set<LoginName> together = new LinkedHashSet<>(has);
        together.addAll(added);
        if (together.size() > MAX_LOGINS) {
            throw new Refused(Reason.CONFLICT, "An identity may have at most " + MAX_LOGINS + " logins.");
        }
        Set<String> providers = new HashSet<>();
        for (LoginName login : together) {
            if (!login.isDeveloper() && !providers.add(login.provider())) {
                throw new Refused(
                        Reason.CONFLICT, "The identity has a login of the same provider, and it is another user's.");
            }
        }
    }
}
