package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.issuer.sts.FormPost;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;

/** {@link FormPost} by Keycloak's HTTP client. */
final class HttpFormPost implements FormPost {
    private static final ContentType FORM =
            ContentType.create("application/x-www-form-urlencoded", StandardCharsets.US_ASCII);

    private final BoundedHttp http;

    HttpFormPost(BoundedHttp http) {
        this.http = http;
    }

    @Override
    public Outcome post(URI endpoint, String form, Duration connectTimeout, Duration timeout, int maxBody) {
        HttpPost request = new HttpPost(endpoint);
        request.setEntity(new StringEntity(form, FORM));
        return http.send(request, connectTimeout, timeout, maxBody);
    }
}
