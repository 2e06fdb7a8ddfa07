package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloakpool.testsuite.demo.Http;
import java.net.URI;
import java.util.Map;

/** How the tests have a security token service issue for the roles of a realm. */
record RemoteRoles(Doors doors, String administrator) {
    Http.Answer issuer(String name, Map<String, ?> settings) {
        return doors.admin("PUT", "/identity-pools/issuers/" + name, settings, administrator);
    }

    /** An issuer that waits a second for an answer. */
    void impatient(String name, URI endpoint) {
        Http.Answer answer = issuer(name, Map.of("endpoint", endpoint.toString(), "timeout", 1, "connectTimeout", 1));
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
    }

    /** Gives a role its counterpart elsewhere, and other settings that a test needs. */
    void remote(String role, String issuer, String arn, Map<String, ?> more) {
        ObjectNode settings = (ObjectNode) doors.admin("GET", "/identity-pools/roles/" + role, "", administrator)
                .json();
        settings.put("issuer", issuer).put("remoteRoleArn", arn);
        more.forEach(settings::putPOJO);
        Http.Answer answer = doors.admin("PUT", "/identity-pools/roles/" + role, settings, administrator);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    String trustPolicy(String role) {
        Http.Answer answer =
                doors.admin("GET", "/identity-pools/roles/" + role + "/trust-policy?pool=demo", "", administrator);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
