package io.cloakpool.identitypool.authorize;

import io.cloakpool.aws.executeapi.Api;
import io.cloakpool.aws.executeapi.ApiAccess;
import io.cloakpool.aws.executeapi.ApiRequestMapper;
import io.cloakpool.aws.executeapi.ApiRequestRefused;
import io.cloakpool.aws.http.RawRequest;
import io.cloakpool.aws.s3.S3Access;
import io.cloakpool.aws.s3.S3RequestMapper;
import io.cloakpool.aws.s3.S3RequestRefused;
import io.cloakpool.aws.s3.Target;
import io.cloakpool.aws.sigv4.ServiceRules;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.PoolRealm;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A kind of service behind a gateway: how its requests are signed, and what they ask for. */
sealed interface GuardedService {
    /** Service name in the scope of the signature. */
    String scope();

    ServiceRules rules();

    /**
     * What the policy must allow.
     *
     * @param body the body of a multi-delete, where the gateway sent it; nothing else is judged by its body
     * @throws Refused when no policy has to be asked
     */
    Question question(RawRequest request, Supplier<Optional<byte[]>> body);

    /**
     * What the policies are asked.
     *
     * @param operation for logs
     * @param targets all must be allowed
     * @param unseen whether the objects are not known one by one; the ARNs are then what theirs begin with
     */
    record Question(String operation, List<Target> targets, boolean unseen) {}

    /**
     * The service behind the request's host. The host alone decides: a request that is signed for one service and forwarded to
     * another fails at the scope of its signature.
     */
    static GuardedService behind(Gateway gateway, PoolRealm realm, RawRequest request) {
        Map<String, Gateway.Api> apis = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        apis.putAll(gateway.apis());
        boolean onlyApis = !apis.isEmpty() && gateway.s3BaseDomains().isEmpty();
        return onlyApis || apis.containsKey(hostName(request))
                ? new Apis(apis, realm)
                : new S3(gateway.s3BaseDomains());
    }

    private static String hostName(RawRequest request) {
        String host = request.headers().first("host").orElse("").toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        return port < 0 || host.endsWith("]") ? host : host.substring(0, port);
    }

    /** An S3 server. */
    record S3(List<String> baseDomains) implements GuardedService {
        private static final String MULTI_DELETE = "DeleteObjects";

        @Override
        public String scope() {
            return "s3";
        }

        @Override
        public ServiceRules rules() {
            return ServiceRules.S3;
        }

        @Override
        public Question question(RawRequest request, Supplier<Optional<byte[]>> body) {
            S3RequestMapper mapper = new S3RequestMapper(baseDomains);
            try {
                S3Access access = mapper.map(request);
                if (!access.operation().equals(MULTI_DELETE)) {
                    return question(access, false);
                }
                return body.get()
                        .map(bytes -> question(mapper.mapDelete(request, bytes), false))
                        .orElseGet(() -> question(access, true));
            } catch (S3RequestRefused e) {
                throw new Refused(reason(e.kind()), String.valueOf(e.getMessage()), e);
            }
        }

        private static Question question(S3Access access, boolean unseen) {
            return new Question(access.operation(), access.required(), unseen);
        }

        private static Reason reason(S3RequestRefused.Kind kind) {
            return switch (kind) {
                case MALFORMED, INVALID_BUCKET_NAME, INVALID_KEY, INVALID_COPY_SOURCE, MALFORMED_BODY ->
                    Reason.INVALID_PARAMETER;
                case UNKNOWN_HOST, HEADER, NOT_IN_TABLE -> Reason.ACCESS_DENIED;
            };
        }
    }

    /** APIs by host, as {@code execute-api} names them. */
    record Apis(Map<String, Gateway.Api> hosts, PoolRealm realm) implements GuardedService {
        @Override
        public String scope() {
            return "execute-api";
        }

        @Override
        public ServiceRules rules() {
            return ServiceRules.GENERIC;
        }

        @Override
        public Question question(RawRequest request, Supplier<Optional<byte[]>> body) {
            Map<String, Api> apis = new TreeMap<>();
            hosts.forEach((host, api) -> apis.put(host, new Api(api.apiId(), api.stage())));
            try {
                ApiAccess access = new ApiRequestMapper(apis, realm.region(), realm.accountId()).map(request);
                Target target = new Target(access.action(), access.resourceArn(), Map.of());
                return new Question(access.action(), List.of(target), false);
            } catch (ApiRequestRefused e) {
                throw new Refused(reason(e.kind()), String.valueOf(e.getMessage()), e);
            }
        }

        private static Reason reason(ApiRequestRefused.Kind kind) {
            return switch (kind) {
                case MALFORMED -> Reason.INVALID_PARAMETER;
                case UNKNOWN_HOST, METHOD -> Reason.ACCESS_DENIED;
            };
        }
    }
}
