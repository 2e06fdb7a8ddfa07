package io.cloakpool.aws.sigv4;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Requests that differ from another one in one thing. */
final class RequestEdits {
    private RequestEdits() {}

    static RawRequest method(RawRequest request, String method) {
        return new RawRequest(method, request.rawPath(), request.rawQuery(), request.headers());
    }

    static RawRequest path(RawRequest request, String path) {
        return new RawRequest(request.method(), path, request.rawQuery(), request.headers());
    }

    static RawRequest query(RawRequest request, String query) {
        return new RawRequest(request.method(), request.rawPath(), query, request.headers());
    }

    static RawRequest moreQuery(RawRequest request, String piece) {
        return query(request, request.rawQuery() == null ? piece : request.rawQuery() + "&" + piece);
    }

    static RawRequest withHeader(RawRequest request, String name, String value) {
        List<Headers.Field> fields = new ArrayList<>(request.headers().fields());
        fields.add(new Headers.Field(name, value));
        return headers(request, fields);
    }

    static RawRequest withoutHeader(RawRequest request, String name) {
        List<Headers.Field> fields = new ArrayList<>(request.headers().fields());
        fields.removeIf(field -> field.name().equalsIgnoreCase(name));
        return headers(request, fields);
    }

    static RawRequest editHeader(RawRequest request, String name, UnaryOperator<String> edit) {
        List<Headers.Field> fields = new ArrayList<>(request.headers().fields());
        fields.replaceAll(field -> field.name().equalsIgnoreCase(name)
                ? new Headers.Field(field.name(), edit.apply(field.value()))
                : field);
        return headers(request, fields);
    }

    static RawRequest headers(RawRequest request, List<Headers.Field> fields) {
        return new RawRequest(request.method(), request.rawPath(), request.rawQuery(), Headers.of(fields));
    }
}
