package io.cloakpool.identitypool.rest;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.aws.http.RawRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.http.HttpRequest;

/** The head of the current request as bytes: nothing decoded, nothing normalised. */
public final class RequestHead {
    private RequestHead() {}

    /** Method, raw path, raw query and headers. Repeated headers keep their order, different ones do not. */
    public static RawRequest of(HttpRequest request) {
        // Keycloak's UriInfo throws for encodings that it does not like; the request URI keeps what came over the wire.
        URI uri = request.getUri().getRequestUri();
        List<Headers.Field> fields = new ArrayList<>();
        request.getHttpHeaders()
                .getRequestHeaders()
                .forEach((name, values) -> values.forEach(value -> fields.add(new Headers.Field(name, value))));
        String path = uri.getRawPath();
        return new RawRequest(
                request.getHttpMethod(), path.isEmpty() ? "/" : path, uri.getRawQuery(), Headers.of(fields));
    }
}
