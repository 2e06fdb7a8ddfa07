package io.cloakpool.testsuite.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.server.PoolClient.Issued;

/** What credentials open: the decision door and GetCallerIdentity must say the same. */
final class Doors {
    private Doors() {}

    static void assertOpen(PoolClient client, Issued issued) {
        Http.Answer decision = client.authorize(issued);
        assertThat(decision.status()).as(decision.body()).isEqualTo(200);
        assertThat(decision.header("X-Cloakpool-Identity-Id")).isEqualTo(issued.identity());
        Http.Answer caller = client.callerIdentity(issued);
        assertThat(caller.status()).as(caller.body()).isEqualTo(200);
        assertThat(caller.body()).contains("arn:aws:sts::000000000000:assumed-role/DemoUser/");
    }

    static void assertClosed(PoolClient client, Issued issued) {
        assertThat(client.authorize(issued).header("X-Cloakpool-Error-Code")).isEqualTo("InvalidToken");
        assertThat(client.callerIdentity(issued).body()).contains("<Code>InvalidClientTokenId</Code>");
    }
}
