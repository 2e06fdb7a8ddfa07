package io.cloakpool.identitypool.rest.authorize;

import io.cloakpool.aws.http.Headers;
import io.cloakpool.identitypool.authorize.GatewayAuthorizer;
import io.cloakpool.identitypool.authorize.Permit;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers gateways: 200 and who it is, or 401 or 403 and what the service should tell its client. */
final class AuthorizeDoor {
    private static final String GATEWAY_SECRET = "X-Cloakpool-Gateway";
    private static final int GATEWAY_REFUSED = 401;
    private static final int CLIENT_REFUSED = 403;

    private final GatewayAuthorizer authorizer;

    AuthorizeDoor(GatewayAuthorizer authorizer) {
        this.authorizer = authorizer;
    }

    /**
     * @param name of the gateway
     * @param headers of its sub-request
     * @param body reads the sub-request's body; asked for a multi-delete only
     */
    Reply answer(String name, Headers headers, Supplier<Optional<byte[]>> body) {
        Gateway gateway;
        try {
            gateway = authorizer.gateway(name, headers.first(GATEWAY_SECRET).orElse(null));
        } catch (Refused e) {
            return refusal(GATEWAY_REFUSED, e.reason(), e.getMessage());
        }
        try {
            return permit(authorizer.decide(gateway, headers, body));
        } catch (Refused e) {
            return refused(e.reason(), e.getMessage());
        }
    }

    /** A refusal of what the gateway's client wants. */
    static Reply refused(Reason reason, String message) {
        return refusal(CLIENT_REFUSED, reason, message);
    }

    private static Reply permit(Permit permit) {
        return Reply.of(200, "text/plain", new byte[0])
                .with(Map.of(
                        "X-Cloakpool-Principal-Arn", permit.principalArn(),
                        "X-Cloakpool-Identity-Id", permit.identityId(),
                        "X-Cloakpool-Pool-Id", permit.poolId(),
                        "X-Cloakpool-Role-Arn", permit.roleArn(),
                        "X-Cloakpool-Cache-Seconds", Integer.toString(permit.cacheSeconds())));
    }

    private static Reply refusal(int status, Reason reason, String message) {
        ServiceError error = ServiceError.of(reason);
        return Reply.of(status, "text/plain", message.getBytes(StandardCharsets.UTF_8))
                .with(Map.of(
                        "X-Cloakpool-Error-Code",
                        error.code(),
                        "X-Cloakpool-Error-Status",
                        Integer.toString(error.status())));
    }
}
