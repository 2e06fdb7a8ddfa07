package io.cloakpool.aws.policy;

/**
 * Whether a part of a statement applies to a request. {@link #UNDECIDED} means that it depends on something which the
 * request does not tell: a variable without exactly one value, a value that is not of the operator's type. An Allow takes it
 * as no, a Deny as yes. The order of the constants lets that survive every "and", "or" and "not" (Kleene's logic).
 */
enum Match {
    NO,
    UNDECIDED,
    YES;

    static Match of(boolean matches) {
        return matches ? YES : NO;
    }

    Match and(Match other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Match or(Match other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Match not() {
        return switch (this) {
            case NO -> YES;
            case UNDECIDED -> UNDECIDED;
            case YES -> NO;
        };
    }
}
