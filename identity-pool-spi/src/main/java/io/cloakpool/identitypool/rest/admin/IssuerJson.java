package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.pool.IssuerConfig;
import io.cloakpool.identitypool.pool.IssuerSettings;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** A credential issuer; field names are those of its component, times are seconds. */
record IssuerJson(
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable String endpoint,
        @Nullable Boolean allowPlainHttp,
        @Nullable Boolean tags,
        @Nullable Boolean colonsAsWildcards,
        @Nullable Long connectTimeout,
        @Nullable Long timeout) {
    static IssuerJson of(IssuerSettings issuer) {
        return new IssuerJson(
                issuer.name(),
                issuer.enabled(),
                issuer.endpoint().toString(),
                issuer.allowPlainHttp(),
                issuer.tags(),
                issuer.colonsAsWildcards(),
                issuer.connectTimeout().toSeconds(),
                issuer.timeout().toSeconds());
    }

    IssuerSettings settings(String issuerName) {
        return new IssuerSettings(
                issuerName,
                Fields.flag(enabled, true),
                uri(Fields.required("endpoint", endpoint)),
                Fields.flag(allowPlainHttp, false),
                Fields.flag(tags, true),
                Fields.flag(colonsAsWildcards, false),
                Fields.seconds(connectTimeout, IssuerConfig.DEFAULT_CONNECT_TIMEOUT),
                Fields.seconds(timeout, IssuerConfig.DEFAULT_TIMEOUT));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw Fields.invalid("endpoint is no URL");
        }
    }
}
