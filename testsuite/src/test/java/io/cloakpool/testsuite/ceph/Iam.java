package io.cloakpool.testsuite.ceph;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.SignedRequests;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The operator's calls to the IAM of a Ceph gateway. Spaces are {@code %20}: a plus stays one there. */
public record Iam(Ceph ceph) {
    /** The provider is named by its URL without the scheme, port and path included. */
    public void trust(String issuer, String clientId, String thumbprint) {
        call(
                "CreateOpenIDConnectProvider",
                Map.of("Url", issuer, "ClientIDList.member.1", clientId, "ThumbprintList.member.1", thumbprint));
    }

    /** Makes a role with a permission policy; its ARN is {@code arn:aws:iam:::role/{name}}. */
    public String role(String name, String trustPolicy, String policy) {
        call("CreateRole", Map.of("RoleName", name, "AssumeRolePolicyDocument", trustPolicy));
        call("PutRolePolicy", Map.of("RoleName", name, "PolicyName", "all", "PolicyDocument", policy));
        return arn(name);
    }

    public static String arn(String role) {
        return "arn:aws:iam:::role/" + role;
    }

    private void call(String action, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("Action", action);
        Http.Answer answer =
                SignedRequests.s3(Ceph.OPERATOR).to("iam").post(ceph.endpoint().resolve("/"), form(all));
        assertThat(answer.status()).as("%s: %s", action, answer.body()).isEqualTo(200);
    }

    /** A form without plus signs. */
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }
}
