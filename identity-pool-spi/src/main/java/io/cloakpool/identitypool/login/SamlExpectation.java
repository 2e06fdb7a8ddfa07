package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an assertion must be for one binding.
 *
 * @param provider internal id of the provider, as logins are stored
 * @param issuers entity ids of the provider
 * @param audiences entity ids for which an assertion counts
 * @param recipients addresses to which it may be made out
 * @param idpInitiated whether it may answer no request
 */
record SamlExpectation(
        String provider,
        Set<String> issuers,
        Set<String> audiences,
        Set<String> recipients,
        boolean idpInitiated,
        SamlProfile profile) {
    /** @throws Refused {@code POOL_MISCONFIGURED} where nobody said to whom assertions are made out */
    static SamlExpectation of(AcceptedProvider provider, SamlProfile profile) {
        SamlSettings settings = provider.binding().saml();
        Set<String> recipients = settings.recipients().isEmpty() ? profile.recipients() : settings.recipients();
        if (recipients.isEmpty()) {
            throw new Refused(
                    Reason.POOL_MISCONFIGURED,
                    "SAML logins need recipients in the login binding, or a server whose hostname is configured.");
        }
        return new SamlExpectation(
                provider.facts().id(),
                provider.facts().issuers(),
                provider.clientIds(),
                recipients,
                settings.idpInitiated(),
                profile);
    }

    /** Texts that differ when anything that is expected differs. */
    List<String> texts() {
        return List.of(
                provider,
                new TreeSet<>(issuers).toString(),
                new TreeSet<>(audiences).toString(),
                new TreeSet<>(recipients).toString(),
                Boolean.toString(idpInitiated),
                profile.skew().toString(),
                profile.principal().toString(),
                profile.nameIdFormat(),
                profile.principalAttribute());
    }
}
