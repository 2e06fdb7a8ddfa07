package io.cloakpool.migration.cognito;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.migration.cognito.CognitoReply.Failure;
import io.cloakpool.migration.cognito.CognitoReply.Output;
import io.cloakpool.migration.cognito.CognitoReply.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes all users of a pool as rows for the bulk import, a page at a time. Cognito gives out no passwords and no seeds. */
final class CognitoExport {
    private static final int PAGE = 60;
    private static final int TRIES = 8;
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final StringRule ANY = StringRule.length(0, 1 << 20);
    private static final Set<String> BUSY = Set.of(
            "TooManyRequestsException", "LimitExceededException", "ThrottlingException", "InternalErrorException");

    private static final String GONE = "UserNotFoundException";

    private final CognitoApi api;
    private final String pool;
    private final Parts parts;
    private final Pace pace;
    private long left;

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /**
     * How fast requests follow each other.
     *
     * @param between two requests
     */
    record Pace(Duration between, Pause pause) {
        void rest() throws InterruptedException {
            pause.of(between);
        }

        /** Twice as long after each failure, beginning with a second. */
        void backOff(int failures) throws InterruptedException {
            pause.of(Duration.ofSeconds(1L << Math.min(failures, 5)));
        }
    }

    /**
     * What a page of users does not tell, so that it takes a request for each user.
     *
     * @param groups the user's groups
     * @param secondFactors whether the user has chosen a second factor
     */
    record Parts(boolean groups, boolean secondFactors) {}

    CognitoExport(CognitoApi api, String pool, Parts parts, Pace pace) {
        this.api = api;
        this.pool = pool;
        this.parts = parts;
        this.pace = pace;
    }

    /** Users that were left out, since nobody has confirmed them, they are not in use, or they were deleted meanwhile. */
    long leftOut() {
        return left;
    }

    /** Goes on to the end. */
    void run(ExportFile file) throws IOException, InterruptedException, ExportException {
        while (!file.isFinished()) {
            JsonOutput input = JsonOutput.object().put("UserPoolId", pool).put("Limit", PAGE);
            input.putIfPresent("PaginationToken", file.next());
            JsonInput page = ask("ListUsers", input);
            try {
                List<String> rows = new ArrayList<>();
                for (JsonInput user : page.objectList("Users", 0, PAGE)) {
                    Optional<String> row = row(user);
                    row.ifPresent(rows::add);
                    left += row.isEmpty() ? 1 : 0;
                }
                file.add(rows, page.optionalString("PaginationToken", ANY).filter(token -> !token.isBlank()));
            } catch (JsonInputException e) {
                throw new ExportException("Cognito's answer is not as the operation has it");
            }
        }
    }

    private Optional<String> row(JsonInput json) throws InterruptedException, ExportException {
        CognitoUser user = CognitoUser.read(json, "Attributes");
        Optional<String> status =
                ExportRow.status(json.optionalString("UserStatus", ANY).orElse(""));
        if (status.isEmpty()) {
            return Optional.empty();
        }
        try {
            return ExportRow.of(
                    user,
                    parts.groups() ? groups(user.name()) : List.of(),
                    parts.secondFactors() && hasSecondFactor(user.name()),
                    status.get());
        } catch (NoSuchUserException e) {
            // Deleted since the page was made.
            return Optional.empty();
        }
    }

    private boolean hasSecondFactor(String name) throws InterruptedException, ExportException {
        JsonOutput input = JsonOutput.object().put("UserPoolId", pool).put("Username", name);
        return CognitoUser.read(ask("AdminGetUser", input), "UserAttributes").hasSecondFactor();
    }

    private List<String> groups(String name) throws InterruptedException, ExportException {
        List<String> names = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            JsonOutput input = JsonOutput.object()
                    .put("UserPoolId", pool)
                    .put("Username", name)
                    .put("Limit", PAGE);
            input.putIfPresent("NextToken", next);
            JsonInput page = ask("AdminListGroupsForUser", input);
            for (JsonInput group : page.objectList("Groups", 0, PAGE)) {
                names.add("/" + group.requiredString("GroupName", ANY));
            }
            next = page.optionalString("NextToken", ANY);
        } while (next.isPresent());
        return names;
    }

    private JsonInput ask(String operation, JsonOutput input) throws InterruptedException, ExportException {
        for (int failures = 0; ; failures++) {
            pace.rest();
            CognitoReply reply = api.callSigned(operation, input, TIME);
            if (reply instanceof Output output) {
                return output.json();
            }
            if (reply instanceof Refusal refusal && !BUSY.contains(refusal.type())) {
                String message = operation + " is refused with " + refusal.type();
                throw refusal.type().equals(GONE) ? new NoSuchUserException(message) : new ExportException(message);
            }
            if (failures + 1 == TRIES) {
                String why = reply instanceof Failure failure ? failure.outage().detail() : ((Refusal) reply).type();
                throw new ExportException(operation + " failed " + TRIES + " times: " + why);
            }
            pace.backOff(failures);
        }
    }
}
