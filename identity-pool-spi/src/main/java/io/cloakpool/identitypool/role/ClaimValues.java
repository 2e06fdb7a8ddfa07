package io.cloakpool.identitypool.role;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value of a claim as texts that can be compared. Text stays as it is, byte for byte; truth values and whole numbers count as
 * JSON writes them. Nothing inside of objects is looked at.
 *
 * @param several whether the claim is a list
 * @param texts not empty, none of them empty
 */
record ClaimValues(boolean several, List<String> texts) {
    private static final ClaimValues EMPTY = new ClaimValues(false, List.of());

    /** @return without texts where there is no claim or an empty one; nothing where it cannot be compared */
    static Optional<ClaimValues> of(@Nullable Object claim) {
        if (claim == null) {
            return Optional.of(EMPTY);
        }
        if (!(claim instanceof List<?> list)) {
            return text(claim).map(text -> text.isEmpty() ? EMPTY : new ClaimValues(false, List.of(text)));
        }
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            Optional<String> text = element == null ? Optional.empty() : text(element);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            text.filter(t -> !t.isEmpty()).ifPresent(texts::add);
        }
        return Optional.of(texts.isEmpty() ? EMPTY : new ClaimValues(true, texts));
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /** The one text that there is; empty for several. */
    Optional<String> single() {
        return texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty();
    }

    private static Optional<String> text(Object value) {
        if (value instanceof String text) {
            return Optional.of(text);
        }
        boolean exact = value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof BigInteger;
        return exact ? Optional.of(value.toString()) : Optional.empty();
    }
}
