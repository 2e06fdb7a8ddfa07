package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.exchange.PoolAdministration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags (RFC 9110, section 8.8.3) for revisions. */
final class EntityTags {
    private static final Pattern STRONG = Pattern.compile("\"([0-9a-f]{1,128})\"");

    private EntityTags() {}

    static String of(String revision) {
        return '"' + revision + '"';
    }

    /**
     * The revision that {@code If-Match} expects; null without the header.
     *
     * @throws io.cloakpool.identitypool.spi.Refused with INVALID_PARAMETER for anything but one strong tag or an asterisk
     */
    static @Nullable String expected(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return null;
        }
        String text = ifMatch.strip();
        if (text.equals("*")) {
            return PoolAdministration.ANY_REVISION;
        }
        Matcher matcher = STRONG.matcher(text);
        if (!matcher.matches()) {
            throw Fields.invalid("If-Match must be the ETag of an answer, or *");
        }
        return matcher.group(1);
    }
}
