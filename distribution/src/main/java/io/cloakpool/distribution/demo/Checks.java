package io.cloakpool.distribution.demo;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The table: what is tried, what has to come out, what did. */
final class Checks {
    private static final String ROW = "%-4s %-7s %-62s %-28s %s%n";

    private final PrintStream out;
    private int unexpected;
    private int count;

    Checks(PrintStream out) {
        this.out = out;
        out.printf(ROW, "", "who", "what", "expected", "outcome");
    }

    /** A step that must succeed; its result is shown. */
    void allowed(String who, String what, Callable<String> step) {
        row(who, what, "allowed", outcome(step));
    }

    /** A step that the service must refuse with one of its error codes. */
    void refused(String who, String what, String code, Callable<String> step) {
        row(who, what, code, outcome(step));
    }

    /** A step whose outcome is known already and is compared as text. */
    void shown(String who, String what, String expected, String outcome) {
        row(who, what, expected, new Outcome(outcome, ""));
    }

    /** Whether every row came out as expected. */
    boolean allAsExpected() {
        return unexpected == 0;
    }

    String summary() {
        return unexpected == 0
                ? "All " + count + " came out as expected."
                : unexpected + " of " + count + " did not come out as expected.";
    }

    private record Outcome(String code, String detail) {}

    private static Outcome outcome(Callable<String> step) {
        try {
            return new Outcome("allowed", step.call());
        } catch (AwsServiceException e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            // A HEAD answer has no body, so the SDK knows the status only.
            return new Outcome(code == null || code.isEmpty() ? "HTTP " + e.statusCode() : code, "");
        } catch (Exception e) {
            return new Outcome("failed", "failed: " + e.getMessage());
        }
    }

    private void row(String who, String what, String expected, Outcome outcome) {
        boolean same = outcome.code().equals(expected);
        count++;
        unexpected += same ? 0 : 1;
        String shown = outcome.detail().isEmpty() ? outcome.code() : outcome.detail();
        out.printf(ROW, same ? "ok" : "NOT", who, what, expected, shown);
    }
}
