package io.cloakpool.aws.executeapi;

import io.cloakpool.aws.executeapi.ApiRequestRefused.Kind;
import io.cloakpool.aws.http.AmbiguousHeaders;
import io.cloakpool.aws.http.HostHeader;
import io.cloakpool.aws.http.MalformedTargetException;
import io.cloakpool.aws.http.RawPath;
import io.cloakpool.aws.http.RawRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Says what a signed request to an API asks for. The path is percent-decoded once and otherwise as it is; a trailing slash
 * stays. What back ends route in different ways is refused: {@code //} (some merge it, and the signature cannot tell), a
 * semicolon (some cut a parameter), an encoded slash or backslash, and everything that {@link RawPath} refuses. The query
 * is no part of the question. Thread-safe.
 */
public final class ApiRequestMapper {
    /** {@code OPTIONS} is the gateway's to answer; {@code CONNECT} and {@code TRACE} reach no API. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private final Map<String, Api> hosts;
    private final String arnPrefix;

    /**
     * A mapper for the APIs behind one gateway.
     *
     * @param hosts host name without port -> API; case does not count
     * @param region the region in ARNs
     * @param accountId the account in ARNs
     * @throws IllegalArgumentException when two hosts differ only in case
     */
    public ApiRequestMapper(Map<String, Api> hosts, String region, String accountId) {
        this.hosts = new TreeMap<>();
        hosts.forEach((host, api) -> {
            if (this.hosts.put(host.toLowerCase(Locale.ROOT), api) != null) {
                throw new IllegalArgumentException("the host stands twice: " + host);
            }
        });
        this.arnPrefix = "arn:aws:execute-api:" + region + ":" + accountId + ":";
    }

    /**
     * What a request asks for.
     *
     * @throws ApiRequestRefused when no policy has to be asked
     */
    public ApiAccess map(RawRequest request) {
        try {
            return read(request);
        } catch (MalformedTargetException e) {
            throw new ApiRequestRefused(Kind.MALFORMED, "The request is refused: " + e.getMessage());
        }
    }

    private ApiAccess read(RawRequest request) {
        if (!METHODS.contains(request.method()) || AmbiguousHeaders.areIn(request.headers())) {
            throw new ApiRequestRefused(
                    Kind.METHOD,
                    "The method, a header that would change it, or one with an underscore in its name is not served");
        }
        Api api = hosts.get(HostHeader.name(request.headers()).toLowerCase(Locale.ROOT));
        if (api == null) {
            throw new ApiRequestRefused(Kind.UNKNOWN_HOST, "No API is configured for this host");
        }
        String raw = request.rawPath();
        String lower = raw.toLowerCase(Locale.ROOT);
        if (lower.contains("%2f") || lower.contains("%5c")) {
            throw new MalformedTargetException("an encoded slash or backslash");
        }
        String path = RawPath.decode(raw);
        if (path.contains("//") || path.indexOf(';') >= 0) {
            throw new MalformedTargetException("an empty segment or a semicolon");
        }
        return new ApiAccess(
                api, "execute-api:Invoke", arnPrefix + api.apiId() + "/" + api.stage() + "/" + request.method() + path);
    }
}
