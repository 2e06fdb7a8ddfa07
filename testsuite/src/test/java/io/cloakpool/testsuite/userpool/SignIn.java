package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.testframework.realm.ManagedRealm;

/** A sign-in at the app of a recipe, in a browser without pictures. */
public final class SignIn {
    private static final String APP = "app";
    private static final String CALLBACK = "http://localhost:3000/";
    private static final String VERIFIER = "a-verifier-of-the-tests-that-is-long-enough-to-be-one";
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final ManagedRealm realm;
    private final WebPages browser;
    private Page page;

    private SignIn(ManagedRealm realm, WebPages browser, Page page) {
        this.realm = realm;
        this.browser = browser;
        this.page = page;
    }

    /** Goes to the sign-in page. */
    public static SignIn at(ManagedRealm realm) {
        return at(realm, new WebPages(), "");
    }

    /** @param more parameters, each begun with an ampersand */
    public static SignIn at(ManagedRealm realm, WebPages browser, String more) {
        return new SignIn(realm, browser, browser.open(address(realm, more)));
    }

    /** Where the app sends its users. */
    public static URI address(ManagedRealm realm, String more) {
        return URI.create(realm.getBaseUrl()
                + "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id=" + APP + "&redirect_uri="
                + URLEncoder.encode(CALLBACK, StandardCharsets.UTF_8)
                + "&code_challenge_method=S256&code_challenge=" + challenge() + more);
    }

    public Page page() {
        return page;
    }

    public WebPages browser() {
        return browser;
    }

    /** Fills in the form of the page and sends it. */
    public SignIn send(String name, String value) {
        return send(Map.of(name, value));
    }

    public SignIn send(Map<String, String> fields) {
        page = browser.send(page, fields);
        return this;
    }

    /** Sends a form that is not on the page. */
    SignIn send(URI action, Map<String, String> fields) {
        page = browser.send(action, fields);
        return this;
    }

    /** Goes on at an address. */
    SignIn open(URI address) {
        page = browser.open(address);
        return this;
    }

    /** Asks for the form's address without a form, as a reload after a restart of the browser does. */
    public SignIn reload() {
        page = browser.open(page.form());
        return this;
    }

    /** Follows the first link of the page whose address has a part. */
    public SignIn follow(String part) {
        Matcher link = Pattern.compile("href=\"([^\"]*" + Pattern.quote(part) + "[^\"]*)\"")
                .matcher(page.html());
        assertThat(link.find()).as(page.html()).isTrue();
        page = browser.open(page.address().resolve(link.group(1).replace("&amp;", "&")));
        return this;
    }

    /** Whether the browser was sent back to the app. */
    public boolean isDone() {
        return page.address().toString().startsWith(CALLBACK) && code().find();
    }

    /** Gets the tokens. */
    public JsonNode tokens() {
        Matcher code = code();
        assertThat(code.find()).as(page.address() + "\n" + page.html()).isTrue();
        Map<String, String> form = new HashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("client_id", APP);
        form.put("redirect_uri", CALLBACK);
        form.put("code_verifier", VERIFIER);
        form.put("code", code.group(1));
        Http.Answer answer = Http.form(URI.create(realm.getBaseUrl() + "/protocol/openid-connect/token"), form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Matcher code() {
        return CODE.matcher(page.address().toString());
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
