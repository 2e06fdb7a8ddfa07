package io.cloakpool.distribution.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Signs users in as a browser app does: authorization code with PKCE, through Keycloak's own login page. */
final class SignIn {
    private static final Pattern FORM = Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI realm;
    private final String clientId;
    private final String redirectUri;

    SignIn(URI realm, String clientId, String redirectUri) {
        this.realm = realm;
        this.clientId = clientId;
        this.redirectUri = redirectUri;
    }

    /** What the app gets: ID token and access token. */
    record Tokens(String idToken, String accessToken) {
        @Override
        public String toString() {
            return "Tokens[hidden]";
        }
    }

    Tokens signIn(String username, String password) throws IOException, InterruptedException {
        HttpClient browser = HttpClient.newHttpClient();
        String verifier = random();
        HttpResponse<String> page = get(
                browser,
                "/protocol/openid-connect/auth?"
                        + form(Map.of(
                                "client_id",
                                clientId,
                                "redirect_uri",
                                redirectUri,
                                "response_type",
                                "code",
                                "scope",
                                "openid",
                                "code_challenge_method",
                                "S256",
                                "code_challenge",
                                challenge(verifier))));
        String cookies = cookies(page);
        HttpResponse<String> named = post(browser, action(page), Map.of("username", username), cookies);
        HttpResponse<String> redirect = post(browser, action(named), Map.of("password", password), cookies);
        String location = redirect.headers()
                .firstValue("location")
                .orElseThrow(() -> new DemoException("signing in as " + username + " did not lead back to the app"));
        HttpResponse<String> answer = post(
                browser,
                endpoint("/protocol/openid-connect/token"),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        clientId,
                        "redirect_uri",
                        redirectUri,
                        "code",
                        found(CODE, location, "no code came back"),
                        "code_verifier",
                        verifier),
                "");
        if (answer.statusCode() != 200) {
            throw new DemoException("the token endpoint answered " + answer.statusCode());
        }
        JsonNode tokens = JSON.readTree(answer.body());
        return new Tokens(
                tokens.path("id_token").asText(), tokens.path("access_token").asText());
    }

    private static URI action(HttpResponse<String> page) {
        return URI.create(found(FORM, page.body(), "the login page has no form").replace("&amp;", "&"));
    }

    private HttpResponse<String> get(HttpClient browser, String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(endpoint(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /**
     * The cookies that a page sets, for the next request. Keycloak marks them Secure, which a browser ignores on this host, as it
     * trusts the loopback address; the JDK's cookie handler does not.
     */
    private static String cookies(HttpResponse<?> page) {
        return page.headers().allValues("set-cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
    }

    private static HttpResponse<String> post(HttpClient browser, URI uri, Map<String, String> fields, String cookies)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookies)
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI endpoint(String path) {
        return URI.create(realm + path);
    }

    private static String found(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new DemoException(otherwise);
        }
        return matcher.group(1);
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
