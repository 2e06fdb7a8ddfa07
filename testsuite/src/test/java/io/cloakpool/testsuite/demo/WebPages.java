package io.cloakpool.testsuite.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A browser without pictures: follows redirects, keeps cookies, sends forms. It keeps the cookies itself, since Keycloak marks
 * them Secure: browsers ignore that on this host, the JDK's cookie handler does not.
 */
public final class WebPages {
    private static final int MAX_REDIRECTS = 10;
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    /** What servers said of each, as they said it. */
    private final Map<String, String> attributes = new ConcurrentHashMap<>();

    /**
     * A page and its address. Of a page of another origin, where nobody needs to be, there is the address only.
     *
     * @param status of the answer that it came with
     */
    public record Page(URI address, int status, HttpHeaders headers, String html) {
        /** Where the first form of the page goes. */
        public URI form() {
            Matcher form = FORM.matcher(html);
            if (!form.find()) {
                throw new AssertionError("no form on " + address + ": " + html);
            }
            return address.resolve(form.group(1).replace("&amp;", "&"));
        }
    }

    /** A browser with the cookies that this one has now; from then on each has its own. */
    public WebPages copy() {
        WebPages copy = new WebPages();
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** Closes the browser and opens it again: of its cookies those are left whose names begin so. */
    public void keepOnly(String prefix) {
        cookies.keySet().removeIf(name -> !name.startsWith(prefix));
    }

    /** The value of a cookie; null where there is none. */
    public @Nullable String cookie(String name) {
        return cookies.get(name);
    }

    /** What the server said of a cookie when it set it: {@code HttpOnly}, {@code Path=/}. */
    public List<String> cookieAttributes(String name) {
        return Arrays.stream(attributes.getOrDefault(name, "").split(";", -1))
                .map(String::strip)
                .toList();
    }

    /** Has the browser show a cookie. */
    public void cookie(String name, String value) {
        cookies.put(name, value);
    }

    /** Goes to an address. */
    public Page open(URI address) {
        return follow(HttpRequest.newBuilder(address).GET());
    }

    /** Sends the first form of a page. */
    public Page send(Page page, Map<String, String> fields) {
        return send(page.form(), fields);
    }

    /** Sends a form. */
    public Page send(URI action, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return follow(HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Page follow(HttpRequest.Builder first) {
        HttpRequest.Builder next = first;
        for (int i = 0; i < MAX_REDIRECTS; i++) {
            HttpResponse<String> answer = exchange(next);
            URI address = answer.request().uri();
            if (answer.statusCode() / 100 != 3) {
                return new Page(address, answer.statusCode(), answer.headers(), answer.body());
            }
            URI target = address.resolve(answer.headers().firstValue("location").orElseThrow());
            if (!address.getAuthority().equals(target.getAuthority())) {
                return new Page(target, answer.statusCode(), answer.headers(), "");
            }
            next = HttpRequest.newBuilder(target).GET();
        }
        throw new AssertionError("redirected in a circle");
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        String header = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!header.isEmpty()) {
            request.setHeader("Cookie", header);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (String cookie : answer.headers().allValues("set-cookie")) {
                String[] parts = cookie.split(";", 2);
                String[] pair = parts[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
                attributes.put(pair[0], parts.length > 1 ? parts[1] : "");
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError("no page", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
