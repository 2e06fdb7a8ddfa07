package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The companies whose logins the API of identity pools knows by name. Addresses and issuers are from their documentation. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
enum PublicProvider {
    /** "Verify the Google ID token on your server side": both issuers occur. */
    GOOGLE(
            Kind.GOOGLE,
            "accounts.google.com",
            Set.of("https://accounts.google.com", "accounts.google.com"),
            "https://www.googleapis.com",
            "/oauth2/v3/certs"),
    /** "Verifying a user" of Sign in with Apple. */
    APPLE(
            Kind.APPLE,
            "appleid.apple.com",
            Set.of("https://appleid.apple.com"),
            "https://appleid.apple.com",
            "/auth/keys"),
    /** "OIDC Token for Limited Login"; its access tokens are another matter. */
    FACEBOOK(
            Kind.FACEBOOK,
            "graph.facebook.com",
            Set.of("https://www.facebook.com", "https://facebook.com"),
            "https://limited.facebook.com",
            "/.well-known/oauth/openid/jwks/"),
    /** Login with Amazon, which has access tokens only. */
    AMAZON(
            Kind.AMAZON,
            "www.amazon.com",
            Set.of("https://www.amazon.com"),
            "https://api.amazon.com",
            "/auth/o2/tokeninfo");

    private static final String ID = "public:";

    private final Kind kind;
    private final String key;
    private final Set<String> issuers;
    private final String baseUrl;
    private final String path;

    PublicProvider(Kind kind, String key, Set<String> issuers, String baseUrl, String path) {
        this.kind = kind;
        this.key = key;
        this.issuers = issuers;
        this.baseUrl = baseUrl;
        this.path = path;
    }

    static Optional<PublicProvider> of(Kind kind) {
        return Arrays.stream(values()).filter(known -> known.kind == kind).findFirst();
    }

    static Optional<PublicProvider> byId(String id) {
        return Arrays.stream(values()).filter(known -> known.id().equals(id)).findFirst();
    }

    String key() {
        return key;
    }

    ProviderFacts facts() {
        return new ProviderFacts(id(), List.of(key), true, issuers, Set.of());
    }

    /** Whether a key of {@code Logins} is the name of one of them. */
    static boolean isKey(String key) {
        return Arrays.stream(values()).anyMatch(known -> known.key.equals(key));
    }

    /** Where its tokens are proven: its keys, and of Amazon, which has no ID tokens, what says what a token is. */
    URI address(LoginProvider provider) {
        return at(provider, baseUrl, path);
    }

    /** An address of a provider, or of what stands in for it. */
    static URI at(LoginProvider provider, String address, String path) {
        URI other = provider.baseUrl();
        String base = other == null ? address : other.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private String id() {
        return ID + key;
    }
}
