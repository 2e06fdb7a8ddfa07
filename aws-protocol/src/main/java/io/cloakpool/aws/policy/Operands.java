package io.cloakpool.aws.policy;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** How the operands of each type are read and compared. */
final class Operands {
    private static final int ARN_SEGMENTS = 6;

    private Operands() {}

    /** Text that may hold variables and has no wildcards. */
    static Operand.Reader text(BiPredicate<String, String> equality) {
        return (text, at) -> {
            Template template = Template.parse(text, at);
            return (request, budget) ->
                    template.text(request, budget).map(expected -> value -> Match.of(equality.test(value, expected)));
        };
    }

    /** Text that may hold variables and wildcards. */
    static Operand pattern(String text, JsonPointer at) {
        Template template = Template.parse(text, at);
        return (request, budget) ->
                template.pattern(request, budget).map(pattern -> value -> pattern.match(value, budget));
    }

    /** An ARN whose six segments may hold variables and wildcards; a wildcard stays within its segment. */
    static Operand arn(String text, JsonPointer at) {
        List<Template> segments = Template.parse(text, at).arnSegments();
        if (segments.size() != ARN_SEGMENTS || !segments.get(0).isText("arn")) {
            throw new PolicySyntaxException(at, "must be an ARN: arn and five more parts, separated by colons");
        }
        return (request, budget) -> {
            List<Wildcards> patterns = new ArrayList<>();
            for (Template segment : segments) {
                Optional<Wildcards> pattern = segment.pattern(request, budget);
                if (pattern.isEmpty()) {
                    return Optional.empty();
                }
                patterns.add(pattern.get());
            }
            return Optional.of(value -> arnMatches(patterns, value, budget));
        };
    }

    private static Match arnMatches(List<Wildcards> patterns, String value, MatchingBudget budget) {
        String[] segments = value.split(":", ARN_SEGMENTS);
        if (segments.length != ARN_SEGMENTS) {
            return Match.UNDECIDED;
        }
        Match match = Match.YES;
        for (int i = 0; i < ARN_SEGMENTS && match != Match.NO; i++) {
            match = match.and(patterns.get(i).match(segments[i], budget));
        }
        return match;
    }

    /**
     * A literal of an ordered type.
     *
     * @param parser empty for a text that is not of the type
     * @param form what the text must be, for the message
     * @param sign whether the sign of "request value compared to literal" is a match
     */
    static <T extends Comparable<T>> Operand.Reader ordered(
            Function<String, Optional<T>> parser, String form, IntPredicate sign) {
        return (text, at) -> {
            T literal = literal(parser, form, text, at);
            Operand.Test test = value -> parser.apply(value)
                    .map(parsed -> Match.of(sign.test(parsed.compareTo(literal))))
                    .orElse(Match.UNDECIDED);
            return (request, budget) -> Optional.of(test);
        };
    }

    /** An IP address or a range of them. */
    static Operand ipRange(String text, JsonPointer at) {
        IpRange range = literal(IpRange::parse, "an IPv4 or IPv6 address or CIDR range", text, at);
        Operand.Test test = value -> IpRange.parseAddress(value)
                .map(address -> Match.of(range.contains(address)))
                .orElse(Match.UNDECIDED);
        return (request, budget) -> Optional.of(test);
    }

    private static <T> T literal(Function<String, Optional<T>> parser, String form, String text, JsonPointer at) {
        return parser.apply(text)
                .orElseThrow(() -> new PolicySyntaxException(at, "must be " + form + ", without variables"));
    }
}
