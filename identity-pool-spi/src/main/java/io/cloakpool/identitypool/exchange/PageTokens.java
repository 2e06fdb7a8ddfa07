package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages whose {@link Page#next} is the key of their last item, in characters that every door can carry. */
final class PageTokens {
    private PageTokens() {}

    /** The key after which the page begins; null for the first page. */
    static @Nullable String after(@Nullable String next) {
        if (next == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
    }

    /** @param found the items after the key, and one more than {@code max} when there are more */
    static <T> Page<T> page(List<T> found, int max, Function<T, String> key) {
        if (found.size() <= max) {
            return new Page<>(found, null);
        }
        List<T> items = new ArrayList<>(found.subList(0, max));
        String last = key.apply(items.get(max - 1));
        return new Page<>(
                items, Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }

    static int requireMax(int max) {
        if (max < 1 || max > PoolAdministration.MAX_PAGE) {
            throw new Refused(Reason.INVALID_PARAMETER, "A page has 1 to " + PoolAdministration.MAX_PAGE + " items.");
        }
        return max;
    }

    static Refused invalid(@Nullable Throwable cause) {
        String message = "The token of the next page is not one.";
        return cause == null
                ? new Refused(Reason.INVALID_PARAMETER, message)
                : new Refused(Reason.INVALID_PARAMETER, message, cause);
    }
}
