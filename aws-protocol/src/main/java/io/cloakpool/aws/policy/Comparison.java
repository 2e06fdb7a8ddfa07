package io.cloakpool.aws.policy;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A condition operator without its prefix and suffix.
 *
 * @param reader reads the operands
 * @param scalar the JSON type that may stand for a string: a number or boolean need not be quoted
 * @param negated whether it holds when no operand matches, and so for an absent key too
 */
record Comparison(Operand.Reader reader, JsonNodeType scalar, boolean negated) {
    /** Every operator but {@code Null}, by the name that a policy uses. Names depend on case. */
    static final Map<String, Comparison> BY_NAME = Map.ofEntries(
            entry("StringEquals", string(Operands.text(String::equals))),
            entry("StringNotEquals", string(Operands.text(String::equals)).negate()),
            entry("StringEqualsIgnoreCase", string(Operands.text(String::equalsIgnoreCase))),
            entry(
                    "StringNotEqualsIgnoreCase",
                    string(Operands.text(String::equalsIgnoreCase)).negate()),
            entry("StringLike", string(Operands::pattern)),
            entry("StringNotLike", string(Operands::pattern).negate()),
            entry("ArnEquals", string(Operands::arn)),
            entry("ArnLike", string(Operands::arn)),
            entry("ArnNotEquals", string(Operands::arn).negate()),
            entry("ArnNotLike", string(Operands::arn).negate()),
            entry("NumericEquals", number(sign -> sign == 0)),
            entry("NumericNotEquals", number(sign -> sign == 0).negate()),
            entry("NumericLessThan", number(sign -> sign < 0)),
            entry("NumericLessThanEquals", number(sign -> sign <= 0)),
            entry("NumericGreaterThan", number(sign -> sign > 0)),
            entry("NumericGreaterThanEquals", number(sign -> sign >= 0)),
            entry("DateEquals", time(sign -> sign == 0)),
            entry("DateNotEquals", time(sign -> sign == 0).negate()),
            entry("DateLessThan", time(sign -> sign < 0)),
            entry("DateLessThanEquals", time(sign -> sign <= 0)),
            entry("DateGreaterThan", time(sign -> sign > 0)),
            entry("DateGreaterThanEquals", time(sign -> sign >= 0)),
            entry("Bool", bool()),
            entry("IpAddress", string(Operands::ipRange)),
            entry("NotIpAddress", string(Operands::ipRange).negate()));

    private static Comparison string(Operand.Reader reader) {
        return new Comparison(reader, JsonNodeType.STRING, false);
    }

    private static Comparison number(IntPredicate sign) {
        Operand.Reader reader = Operands.<BigDecimal>ordered(Literals::number, Literals.NUMBER_FORM, sign);
        return new Comparison(reader, JsonNodeType.NUMBER, false);
    }

    private static Comparison time(IntPredicate sign) {
        Operand.Reader reader = Operands.<Instant>ordered(Literals::time, Literals.TIME_FORM, sign);
        return new Comparison(reader, JsonNodeType.NUMBER, false);
    }

    private static Comparison bool() {
        Operand.Reader reader = Operands.<Boolean>ordered(Literals::bool, Literals.BOOL_FORM, sign -> sign == 0);
        return new Comparison(reader, JsonNodeType.BOOLEAN, false);
    }

    private Comparison negate() {
        return new Comparison(reader, scalar, true);
    }
}
