package io.cloakpool.testsuite.userpool;

import io.cloakpool.testsuite.demo.WebPages.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a stranger sees of an answer: its status, headers and page, without what is another value in every sign-in. */
final class Seen {
    private static final String COOKIES = "set-cookie";
    private static final Pattern COUNTDOWN = Pattern.compile("data-after=\"(\\d+)\"");
    /** Of 30 seconds; a test is not as slow as to lose so many of them on one page and not on another. */
    private static final int FRESH = 15;

    private Seen() {}

    static String of(Page page, String name) {
        Map<String, List<String>> headers = new TreeMap<>(page.headers().map());
        headers.computeIfPresent(
                COOKIES,
                (header, cookies) -> cookies.stream().map(Seen::cookie).sorted().toList());
        headers.remove("content-length");
        return page.status() + "\n" + headers + "\n"
                + COUNTDOWN
                        .matcher(page.html())
                        .replaceAll(Seen::countdown)
                        .replace(name, "NAME")
                        .replaceAll("(session_code|execution|client_data|tab_id|client_id)=[^&\"]*", "$1")
                        .replaceAll("\"[A-Za-z0-9+/=_-]{20,}\"", "\"random\"");
    }

    /** Its name and attributes. */
    private static String cookie(String header) {
        return header.replaceFirst("=[^;]*", "=").replaceFirst("(?i)Expires=[^;]*", "Expires=");
    }

    /** Whether it runs, and whether it has just begun. */
    private static String countdown(MatchResult found) {
        int seconds = Integer.parseInt(found.group(1));
        return "data-after " + (seconds == 0 ? "over" : seconds >= FRESH ? "fresh" : "going on");
    }
}
