package io.cloakpool.identitypool.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.issuer.sts.FormPost.Outcome;
import io.cloakpool.identitypool.login.ProviderApi;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.http.HttpHeaders;
import org.apache.http.client.methods.HttpGet;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;

/** {@link ProviderApi} by Keycloak's HTTP client. */
final class HttpProviderApi implements ProviderApi {
    private static final RequestLogger LOG = RequestLogger.of(HttpProviderApi.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int MAX_BODY = 64 * 1024;
    private static final String WARNED_AS = "cloakpool-api:";
    private static final String JSON = "application/json";
    /** A member that stands twice could be read in two ways. */
    private static final ObjectReader OBJECT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(new TypeReference<Map<String, @Nullable Object>>() {});

    private final KeycloakSession session;
    private final BoundedHttp http;
    private final RefusalThrottle warnings;

    /** @param warnings lets one warning a minute through: whoever sends a token can have a provider asked */
    HttpProviderApi(KeycloakSession session, BoundedHttp http, RefusalThrottle warnings) {
        this.session = session;
        this.http = http;
        this.warnings = warnings;
    }

    @Override
    public Answer get(URI address, @Nullable String bearer) {
        HttpGet request = new HttpGet(address);
        request.setHeader(HttpHeaders.ACCEPT, JSON);
        if (bearer != null) {
            request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + bearer);
        }
        Outcome outcome = http.send(request, CONNECT_TIMEOUT, TIMEOUT, MAX_BODY);
        if (!(outcome instanceof Outcome.Answered answer)) {
            throw unusable(address, outcome.toString());
        }
        Map<String, @Nullable Object> body = object(answer.body());
        if (body == null) {
            throw unusable(address, "status " + answer.status() + ", no JSON object");
        }
        return new Answer(answer.status(), body);
    }

    private static @Nullable Map<String, @Nullable Object> object(String text) {
        try {
            return OBJECT.readValue(text);
        } catch (JsonProcessingException e) {
            // The parser's message quotes the answer.
            return null;
        }
    }

    /** Without the query: there is a token in it. */
    private Refused unusable(URI address, String why) {
        String host = address.getHost();
        if (warnings.admits(session.getContext().getRealm().getId(), WARNED_AS + host)) {
            LOG.warnf("%s cannot be asked about logins: %s", host, why);
        }
        return new Refused(Reason.EXTERNAL_SERVICE, "The login's provider cannot be asked.");
    }
}
