package io.cloakpool.identitypool.issuer.sts;

import io.cloakpool.identitypool.issuer.sts.FormPost.Outcome;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls {@code AssumeRoleWithWebIdentity} of a security token service. */
public final class StsClient {
    /** An answer has a session token of a few thousand characters at most. */
    private static final int MAX_BODY = 65_536;

    private final FormPost http;
    private final InstantSource clock;

    public StsClient(FormPost http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param policy session policy, compact JSON
     */
    record Call(String roleArn, String sessionName, String token, String policy, Duration lifetime) {
        @Override
        public String toString() {
            return "Call[" + roleArn + "]";
        }
    }

    /** @throws Refused with {@code EXTERNAL_SERVICE} and the service's own code, where there is one */
    IssuedCredentials assumeRoleWithWebIdentity(IssuerSettings issuer, Call call) {
        Outcome outcome = post(issuer, form(call));
        if (outcome instanceof Outcome.NotConnected) {
            outcome = post(issuer, form(call));
        }
        if (outcome instanceof Outcome.Answered answered) {
            return new StsAnswer(issuer.name(), answered).credentials(clock.instant(), call.lifetime());
        }
        throw failed(issuer.name(), outcome instanceof Outcome.Failed failure ? failure.why() : "cannot be reached");
    }

    private Outcome post(IssuerSettings issuer, String form) {
        return http.post(issuer.endpoint(), form, issuer.connectTimeout(), issuer.timeout(), MAX_BODY);
    }

    private static String form(Call call) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Action", "AssumeRoleWithWebIdentity");
        fields.put("Version", "2011-06-15");
        fields.put("RoleArn", call.roleArn());
        fields.put("RoleSessionName", call.sessionName());
        fields.put("DurationSeconds", Long.toString(call.lifetime().toSeconds()));
        fields.put("Policy", call.policy());
        fields.put("WebIdentityToken", call.token());
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + escaped(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A space is {@code %20}: Ceph RGW takes a plus for itself. */
    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static Refused failed(String issuer, String why) {
        return new Refused(
                Reason.EXTERNAL_SERVICE,
                "The security token service of credential issuer '" + issuer + "' " + why + ".");
    }
}
