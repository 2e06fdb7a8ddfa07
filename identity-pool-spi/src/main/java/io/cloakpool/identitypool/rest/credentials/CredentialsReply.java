package io.cloakpool.identitypool.rest.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.identitypool.exchange.ExchangedCredentials;
import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.rest.WireError;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers of the bearer door. */
final class CredentialsReply {
    private static final String CONTENT_TYPE = "application/json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private CredentialsReply() {}

    /**
     * Credentials in a shape that {@code credential_process} of AWS CLI and SDKs and their container-credentials provider both
     * read: the one wants {@code Version} and {@code SessionToken}, the other {@code Token}.
     */
    static Reply of(ExchangedCredentials exchanged, String accountId) {
        IssuedCredentials credentials = exchanged.credentials();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Version", 1);
        fields.put("AccessKeyId", credentials.accessKeyId());
        fields.put("SecretAccessKey", credentials.secretAccessKey());
        fields.put("SessionToken", credentials.sessionToken());
        fields.put("Token", credentials.sessionToken());
        fields.put(
                "Expiration",
                credentials.expiration().truncatedTo(ChronoUnit.SECONDS).toString());
        fields.put("RoleArn", exchanged.roleArn());
        fields.put("AccountId", accountId);
        return json(200, fields);
    }

    /**
     * A refusal (RFC 6750, section 3).
     *
     * @param realm shown in {@code WWW-Authenticate} of 401 and 403
     */
    static Reply error(WireError error, String message, String realm) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("error", error.code());
        fields.put("error_description", message);
        Reply reply = json(error.status(), fields);
        boolean challenge = error.status() == 401 || error.status() == 403;
        return challenge ? reply.with("WWW-Authenticate", challenge(error.code(), message, realm)) : reply;
    }

    private static String challenge(String code, String message, String realm) {
        return "Bearer realm=\"%s\", error=\"%s\", error_description=\"%s\""
                .formatted(quoted(realm), code, quoted(message));
    }

    /** Only what RFC 6750 allows in an {@code error_description}. */
    private static String quoted(String text) {
        return text.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "'");
    }

    private static Reply json(int status, Map<String, Object> fields) {
        try {
            return Reply.of(status, CONTENT_TYPE, MAPPER.writeValueAsBytes(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is JSON", e);
        }
    }
}
