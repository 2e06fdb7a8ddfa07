package io.cloakpool.aws.policy;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.cloakpool.aws.policy.Condition.Quantifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the {@code Condition} block of a statement. */
final class ConditionParser {
    private static final String FOR_ANY_VALUE = "ForAnyValue:";
    private static final String FOR_ALL_VALUES = "ForAllValues:";
    private static final String IF_EXISTS = "IfExists";

    private ConditionParser() {}

    static List<Condition> parse(JsonValue block) {
        List<Condition> conditions = new ArrayList<>();
        for (String operator : block.members()) {
            conditions.addAll(
                    operator.equals("Null")
                            ? absences(block.required(operator))
                            : comparisons(
                                    Operator.parse(operator, block.required(operator)), block.required(operator)));
        }
        return conditions;
    }

    private static List<Condition> absences(JsonValue tests) {
        List<Condition> conditions = new ArrayList<>();
        for (Test test : tests(tests)) {
            String text = test.operands().text(JsonNodeType.BOOLEAN);
            boolean absent =
                    Literals.bool(text).orElseThrow(() -> test.operands().error("must be " + Literals.BOOL_FORM));
            conditions.add(new Condition.Absence(test.key(), absent));
        }
        return conditions;
    }

    private static List<Condition> comparisons(Operator operator, JsonValue tests) {
        Comparison comparison = operator.comparison();
        List<Condition> conditions = new ArrayList<>();
        for (Test test : tests(tests)) {
            test.operands()
                    .require(
                            operator.quantifier() != Quantifier.SINGLE || !ConditionKeys.isMultivalued(test.key()),
                            "has several values: the operator needs " + FOR_ANY_VALUE + " or " + FOR_ALL_VALUES);
            List<Operand> operands = test.operands().elements().stream()
                    .map(operand -> comparison.reader().read(operand.text(comparison.scalar()), operand.at()))
                    .toList();
            conditions.add(new Condition.Values(
                    test.key(), operator.quantifier(), operator.ifExists(), comparison.negated(), operands));
        }
        return conditions;
    }

    /** A canonical key and what it is compared with. */
    private record Test(String key, JsonValue operands) {}

    private static List<Test> tests(JsonValue block) {
        Set<String> keys = new HashSet<>();
        List<Test> tests = new ArrayList<>();
        for (String name : block.members()) {
            JsonValue operands = block.required(name);
            String key = ConditionKeys.conditionKey(name)
                    .orElseThrow(() -> operands.error("the condition key " + ConditionKeys.refusal(name)));
            operands.require(keys.add(key), "the condition key repeats another one, case aside");
            tests.add(new Test(key, operands));
        }
        return tests;
    }

    /** An operator with its prefix and suffix. */
    private record Operator(Quantifier quantifier, boolean ifExists, Comparison comparison) {
        static Operator parse(String text, JsonValue at) {
            Quantifier quantifier = Quantifier.SINGLE;
            String name = text;
            if (text.startsWith(FOR_ANY_VALUE)) {
                quantifier = Quantifier.ANY;
                name = text.substring(FOR_ANY_VALUE.length());
            } else if (text.startsWith(FOR_ALL_VALUES)) {
                quantifier = Quantifier.ALL;
                name = text.substring(FOR_ALL_VALUES.length());
            }
            boolean ifExists = name.endsWith(IF_EXISTS);
            if (ifExists) {
                name = name.substring(0, name.length() - IF_EXISTS.length());
            }
            Comparison comparison = Comparison.BY_NAME.get(name);
            if (comparison == null) {
                throw at.error(
                        name.equals("BinaryEquals")
                                ? "BinaryEquals is not supported: no condition key holds binary data"
                                : "is not a supported condition operator");
            }
            return new Operator(quantifier, ifExists, comparison);
        }
    }
}
