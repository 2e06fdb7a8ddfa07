package io.cloakpool.testsuite.userpool;

import io.cloakpool.testsuite.demo.WebPages.Page;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a stranger sees of an answer: its status, headers and page, without what is another value in every sign-in. */
final class Seen {
    private Seen() {}

    static String of(Page page, String name) {
        Map<String, List<String>> headers = new TreeMap<>(page.headers().map());
        headers.remove("set-cookie");
        headers.remove("content-length");
        return page.status() + "\n" + headers + "\n"
                + page.html()
                        .replace(name, "NAME")
                        .replaceAll("(session_code|execution|client_data|tab_id|client_id)=[^&\"]*", "$1")
                        .replaceAll("data-after=\"\\d+\"", "data-after")
                        .replaceAll("\"[A-Za-z0-9+/=_-]{20,}\"", "\"random\"");
    }
}
