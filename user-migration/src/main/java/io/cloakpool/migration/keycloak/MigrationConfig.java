package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.ImportRules;
import io.cloakpool.migration.account.Mode;
import io.cloakpool.migration.spi.SourceOptions;
import io.cloakpool.migration.spi.UnusableOptionException;
import java.time.Duration;

/**
 * The options that components have whatever their source is.
 *
 * @param timeBudget for all questions of one request together, those to other sources included
 */
record MigrationConfig(Mode mode, Duration timeBudget, ImportRules rules) {
    static final String MODE = "mode";
    static final String TIME_BUDGET = "timeBudgetMillis";
    static final String GROUPS = "groups";
    static final String ROLES = "roles";

    static final int DEFAULT_BUDGET = 1500;
    static final int LEAST_BUDGET = 100;
    /** A sign-in has an answer within 2 seconds, and Keycloak interrupts look-ups after 3; what it does around ours takes time as well. */
    static final int MOST_BUDGET = 1900;

    /** Reads the options. */
    static MigrationConfig from(SourceOptions options) throws UnusableOptionException {
        return new MigrationConfig(
                options.choice(MODE, Mode.IMPORT),
                Duration.ofMillis(options.number(TIME_BUDGET, DEFAULT_BUDGET, LEAST_BUDGET, MOST_BUDGET)),
                new ImportRules(options.texts(GROUPS), options.texts(ROLES)));
    }
}
