package io.cloakpool.migration.cognito;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.aws.validation.StringRule;
import io.cloakpool.migration.cognito.CognitoDirectory.Enrolment;
import io.cloakpool.migration.cognito.CognitoReply.Output;
import io.cloakpool.migration.cognito.CognitoReply.Refusal;
import io.cloakpool.migration.http.HttpExchange;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.Found;
import io.cloakpool.migration.spi.LegacyReply.NotFound;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Looks up users of a pool: {@code AdminGetUser}, and {@code ListUsers} for whoever is known by an address only. */
final class CognitoUsers {
    private static final int PAGE = 60;
    /** Of users who claim one address. */
    private static final int PAGES = 5;

    private static final StringRule ANY = StringRule.length(0, HttpExchange.MAX_ANSWER);
    /** Cognito's form of names; whoever has another one is not there. Quotes would end the filter of a search. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}&&[^\"\\\\]]{1,128}");

    private static final String EMAIL = "email";

    private final CognitoApi api;
    private final String pool;
    private final Enrolment enrolment;
    private final boolean groups;

    /** @param groups whether anybody wants to know of groups */
    CognitoUsers(CognitoApi api, String pool, Enrolment enrolment, boolean groups) {
        this.api = api;
        this.pool = pool;
        this.enrolment = enrolment;
        this.groups = groups;
    }

    LegacyReply find(LegacyName name, TimeLeft time) {
        if (!NAME.matcher(name.text()).matches()) {
            return new NotFound();
        }
        CognitoReply reply = get(name.text(), time);
        if (reply instanceof Refusal refusal && refusal.type().equals("UserNotFoundException")) {
            return name.text().indexOf('@') > 0 ? findByAddress(name, time) : new NotFound();
        }
        return reply.read(json -> found(CognitoUser.read(json, "UserAttributes"), time));
    }

    /** One user, with what lists do not tell of: second factors. */
    CognitoReply get(String name, TimeLeft time) {
        return api.callSigned(
                "AdminGetUser", JsonOutput.object().put("UserPoolId", pool).put("Username", name), time.left());
    }

    /**
     * For pools whose users do not sign in by addresses, and who may ask for a new password by one here. Anybody may claim an address there,
     * as often as they like; one alone can have proven it.
     */
    private LegacyReply findByAddress(LegacyName name, TimeLeft time) {
        Optional<String> next = Optional.empty();
        for (int page = 0; page < PAGES; page++) {
            JsonOutput input = JsonOutput.object()
                    .put("UserPoolId", pool)
                    .put("Limit", PAGE)
                    .put("Filter", EMAIL + " = \"" + name.text() + "\"");
            input.putIfPresent("PaginationToken", next);
            Claims claims = new Claims();
            LegacyReply reply = api.callSigned("ListUsers", input, time.left()).read(claims::read);
            if (!(reply instanceof NotFound)) {
                return reply;
            }
            if (!claims.proven.isEmpty()) {
                return claims.proven.size() == 1 ? again(claims.proven.get(0), time) : reply;
            }
            if (claims.next.isEmpty()) {
                return reply;
            }
            next = claims.next;
        }
        return new Unavailable(Unavailable.Fault.BAD_ANSWER, "more than " + PAGES * PAGE + " users claim an address");
    }

    /** Users of one page who claim an address. */
    private static final class Claims {
        private final List<CognitoUser> proven = new ArrayList<>();
        private Optional<String> next = Optional.empty();

        LegacyReply read(JsonInput page) {
            page.objectList("Users", 0, PAGE).stream()
                    .map(user -> CognitoUser.read(user, "Attributes"))
                    .filter(user -> user.hasProven(EMAIL))
                    .forEach(proven::add);
            next = page.optionalString("PaginationToken", ANY).filter(token -> !token.isBlank());
            return new NotFound();
        }
    }

    private LegacyReply again(CognitoUser listed, TimeLeft time) {
        return get(listed.name(), time).read(json -> found(CognitoUser.read(json, "UserAttributes"), time));
    }

    private LegacyReply found(CognitoUser user, TimeLeft time) {
        if (!groups) {
            return found(user, List.of());
        }
        Groups all = new Groups();
        do {
            JsonOutput input = JsonOutput.object()
                    .put("UserPoolId", pool)
                    .put("Username", user.name())
                    .put("Limit", PAGE);
            input.putIfPresent("NextToken", all.next);
            LegacyReply reply =
                    api.callSigned("AdminListGroupsForUser", input, time.left()).read(all::read);
            if (!(reply instanceof NotFound)) {
                return reply;
            }
        } while (all.next.isPresent());
        return found(user, all.names);
    }

    private LegacyReply found(CognitoUser user, List<String> groups) {
        // Whoever reads the mail of somebody with a second factor must not get in without one.
        boolean recoverable = !user.hasSecondFactor() || enrolment == Enrolment.ON;
        List<String> actions =
                user.hasSecondFactor() && enrolment == Enrolment.ON ? List.of(CognitoDirectory.ENROL) : List.of();
        return user.user(groups, actions)
                .<LegacyReply>map(legacy -> new Found(legacy, recoverable))
                .orElseGet(NotFound::new);
    }

    /** Groups of a user, page by page; by name and by path, since what is allowed may be written in both ways. */
    private static final class Groups {
        private final List<String> names = new ArrayList<>();
        private Optional<String> next = Optional.empty();

        LegacyReply read(JsonInput page) {
            for (JsonInput group : page.objectList("Groups", 0, PAGE)) {
                String name = group.requiredString("GroupName", ANY);
                names.add(name);
                names.add("/" + name);
            }
            next = page.optionalString("NextToken", ANY).filter(token -> !token.isBlank());
            return new NotFound();
        }
    }

    /** Cognito's own estimate of how many there are, which it renews every few hours; empty where it does not say. */
    OptionalLong size(TimeLeft time) {
        CognitoReply reply =
                api.callSigned("DescribeUserPool", JsonOutput.object().put("UserPoolId", pool), time.left());
        if (!(reply instanceof Output output)) {
            return OptionalLong.empty();
        }
        try {
            return output.json()
                    .object("UserPool")
                    .flatMap(found -> found.optionalLong("EstimatedNumberOfUsers", 0, Long.MAX_VALUE))
                    .map(OptionalLong::of)
                    .orElseGet(OptionalLong::empty);
        } catch (JsonInputException e) {
            return OptionalLong.empty();
        }
    }
}
