package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.hash.ForeignHash;
import io.cloakpool.migration.hash.MemoryBudget;
import io.cloakpool.migration.hash.PasswordFormat;
import io.cloakpool.migration.hash.UnusableHashException;
import io.cloakpool.migration.source.OutageReports;
import io.cloakpool.migration.spi.LegacyReply.Unavailable.Fault;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.ModelException;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Compares passwords with hashes of one format. It makes none: after the first sign-in Keycloak itself replaces the hash by one of the
 * realm's own algorithm, as it does whenever that one finds a credential that it did not make.
 */
final class ForeignHashProvider implements PasswordHashProvider {
    private static final Logger LOG = Logger.getLogger(ForeignHashProvider.class);

    private final PasswordFormat format;
    private final MemoryBudget memory;
    private final OutageReports outages;
    private final Supplier<String> realm;
    private final Supplier<RuntimeException> outage;
    private boolean busy;

    /**
     * @param outages of the memory, which all formats and realms share
     * @param realm the name of the one whose user signs in
     * @param outage what ends a request that cannot go on at the moment: a no would count as a wrong password
     */
    ForeignHashProvider(
            PasswordFormat format,
            MemoryBudget memory,
            OutageReports outages,
            Supplier<String> realm,
            Supplier<RuntimeException> outage) {
        this.format = format;
        this.memory = memory;
        this.outages = outages;
        this.realm = realm;
        this.outage = outage;
    }

    @Override
    public boolean verify(String password, PasswordCredentialModel credential) {
        @Nullable String encoded = credential.getPasswordSecretData().getValue();
        if (encoded == null) {
            return refused("it is empty");
        }
        ForeignHash hash;
        try {
            hash = format.parse(encoded);
        } catch (UnusableHashException e) {
            return refused(e.reason() + ", " + e.getMessage());
        }
        MemoryBudget.Outcome outcome =
                memory.compare(hash, password.getBytes(StandardCharsets.UTF_8), MemoryBudget.PATIENCE);
        busy = outcome == MemoryBudget.Outcome.BUSY;
        if (busy) {
            tellOfNoMemory();
            throw new NoMemoryException();
        }
        return outcome == MemoryBudget.Outcome.RIGHT;
    }

    /**
     * Keycloak takes whatever {@link #verify} throws for a wrong password, and asks for this before it says so, since it counts outcomes by
     * strength. What this throws ends the request.
     */
    @Override
    public String credentialHashingStrength(PasswordCredentialModel credential) {
        if (busy) {
            throw outage.get();
        }
        return PasswordHashProvider.super.credentialHashingStrength(credential);
    }

    /** For Keycloak's log, in one line: the trace of a server that is busy tells nothing. */
    private static final class NoMemoryException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoMemoryException() {
            super("There was no memory to compare a hash", null, false, false);
        }
    }

    /** Told once in a while: anybody can begin sign-ins, and must not fill the log. */
    private void tellOfNoMemory() {
        OptionalInt more = outages.report(Fault.BUSY);
        if (more.isPresent()) {
            LOG.warnf(
                    "A sign-in to realm %s was ended: there was no memory to compare a %s hash within %d s. It was so %d times "
                            + "more since that was told last. Give the server a larger heap.",
                    realm.get(), format.name(), MemoryBudget.PATIENCE.toSeconds(), more.getAsInt());
        }
    }

    private boolean refused(String why) {
        LOG.warnf(
                "A stored password hash (%s) cannot be used: %s. Its user has to reset the password.",
                format.name(), why);
        return false;
    }

    /**
     * Keycloak asks the algorithm that the realm's password policy names, so it asks this one only by mistake. A no would have it hash the
     * password anew, which {@link #encodedCredential} refuses, at the end of every good sign-in of the realm.
     */
    @Override
    public boolean policyCheck(PasswordPolicy policy, PasswordCredentialModel credential) {
        LOG.warnf("%s", onlyImports());
        return true;
    }

    @Override
    public PasswordCredentialModel encodedCredential(String password, int iterations) {
        throw new ModelException(onlyImports());
    }

    private String onlyImports() {
        return ForeignCredentials.algorithm(format)
                + " is for imported passwords and hashes no new ones: choose another "
                + "hashing algorithm in the password policy of the realm";
    }

    @Override
    public void close() {}
}
