package io.cloakpool.testsuite.pool;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;

/**
 * One operation of the identity-pool API held to Cognito.
 *
 * @param operation its name in the API
 * @param difference where it deliberately behaves in another way and why; empty where nowhere
 */
record Conformity(String operation, String difference, List<Check> checks) {
    /**
     * @param claim what holds, as a reader of the page needs it
     * @param proof fails where it does not
     * @param common whether the page says it once for all operations
     */
    record Check(String claim, Executable proof, boolean common) {
        Check(String claim, Executable proof) {
            this(claim, proof, false);
        }

        Check asCommon() {
            return new Check(claim, proof, true);
        }
    }

    /** The page that tells people what they can rely on. */
    static String page(List<Conformity> rows) {
        return """
                # Conformance: the identity-pool API

                All %d operations of the service model 2014-06-30, as seen by the AWS SDK for Java v2. `ConformanceTest` proves each
                entry of the third column on a running server and holds this page to what it proved; do not edit the page by hand.

                Every operation refuses input that the service model does not allow (`InvalidParameterException`), and all but `GetId`,
                `GetCredentialsForIdentity`, `GetOpenIdToken` and `UnlinkIdentity` refuse callers without a signature
                (`MissingAuthenticationTokenException`) or without the right to call them (`AccessDeniedException`).

                | operation | verdict | checked | differs from Cognito |
                |---|---|---|---|
                %s
                """
                .formatted(rows.size(), rows.stream().map(Conformity::row).collect(Collectors.joining("\n")));
    }

    private String row() {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        operation,
                        difference.isEmpty() ? "works" : "works, deviates",
                        checks.stream()
                                .filter(check -> !check.common())
                                .map(Check::claim)
                                .collect(Collectors.joining("; ")),
                        difference.isEmpty() ? "–" : difference);
    }
}
