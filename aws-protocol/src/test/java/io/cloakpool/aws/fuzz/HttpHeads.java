package io.cloakpool.aws.fuzz;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.util.ArrayList;
import java.util.List;

/** Request heads as texts that can be damaged: method and target, then a header on each line. */
final class HttpHeads {
    private HttpHeads() {}

    static String text(RawRequest request) {
        StringBuilder text = new StringBuilder(request.method() + " " + request.rawPath());
        text.append(request.rawQuery() == null ? "" : "?" + request.rawQuery());
        request.headers()
                .fields()
                .forEach(field ->
                        text.append('\n').append(field.name()).append(':').append(field.value()));
        return text.toString();
    }

    /** What a server would make of it: a target that is no path never reaches the code under test. */
    static RawRequest request(String text) {
        String[] lines = text.split("\n", -1);
        int space = lines[0].indexOf(' ');
        String target = lines[0].substring(space + 1);
        List<Headers.Field> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            fields.add(new Headers.Field(lines[i].substring(0, Math.max(0, colon)), lines[i].substring(colon + 1)));
        }
        return RawRequest.of(
                lines[0].substring(0, Math.max(0, space)),
                target.startsWith("/") ? target : "/" + target,
                Headers.of(fields));
    }
}
