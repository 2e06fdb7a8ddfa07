package io.cloakpool.identitypool.rest.cognitoidentity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.identitypool.pool.PoolKeys;
import io.cloakpool.identitypool.rest.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.jose.jwk.JSONWebKeySet;
import org.keycloak.jose.jwk.JWK;
import org.keycloak.jose.jwk.JWKBuilder;
import org.keycloak.util.JsonSerialization;

/** What verifiers of the pools' OpenID tokens read (OpenID Connect Discovery 1.0, RFC 7517). */
final class DiscoveryDocuments {
    static final String CONFIGURATION_PATH = ".well-known/openid-configuration";
    static final String JWKS_PATH = ".well-known/jwks";

    private static final String RS256 = "RS256";

    private static final JsonMapper MAPPER = new JsonMapper();

    private DiscoveryDocuments() {}

    /** The configuration of this issuer. There is no authorization endpoint: its tokens come from {@code GetOpenIdToken}. */
    static Reply configuration(URI issuer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer.toString());
        document.put("jwks_uri", issuer + "/" + JWKS_PATH);
        document.put("response_types_supported", List.of("id_token"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of(RS256));
        document.put("claims_supported", List.of("sub", "aud", "iss", "exp", "iat", "amr"));
        try {
            return json(MAPPER.writeValueAsBytes(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is JSON", e);
        }
    }

    /** The keys with which this issuer signs or signed, the one that signs first, each with its certificate. */
    static Reply jwks(List<PoolKeys.SigningKey> keys) {
        JSONWebKeySet set = new JSONWebKeySet();
        set.setKeys(keys.stream()
                .map(key -> JWKBuilder.create()
                        .kid(key.kid())
                        .algorithm(RS256)
                        .rsa(key.certificate().getPublicKey(), key.certificate()))
                .toArray(JWK[]::new));
        try {
            return json(JsonSerialization.writeValueAsString(set).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak's key sets are JSON", e);
        }
    }

    /** Caches must ask again each time: a token may be signed by a key that is a second old. */
    private static Reply json(byte[] body) {
        return Reply.of(200, "application/json", body).with("Cache-Control", "no-cache");
    }
}
