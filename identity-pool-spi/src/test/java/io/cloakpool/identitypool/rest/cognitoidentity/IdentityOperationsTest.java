package io.cloakpool.identitypool.rest.cognitoidentity;

import static io.cloakpool.identitypool.fakes.TestData.POOL_ID;
import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.spi.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityOperationsTest {
    private final World world = new World(TestData.settings().classic());

    @ParameterizedTest
    @ValueSource(strings = {"GetCredentialsForIdentity", "GetOpenIdToken"})
    void refused_call_about_an_identity_is_one_about_its_pool(String name) {
        IdentityId alice =
                world.exchange().getId(POOL_ID, world.logins("alice")).id();
        String body = "{\"IdentityId\":\"" + alice + "\",\"Logins\":{\"nobody\":\"token\"}}";
        Call call = new Call(null, Optional.empty());

        assertRefused(Reason.LOGIN_INVALID, () -> operation(name)
                .run(JsonInput.parse(body.getBytes(StandardCharsets.UTF_8)), call));

        assertThat(call.pool()).contains(POOL_ID);
    }

    private Operation<?> operation(String name) {
        return new IdentityOperations(world.exchange())
                .all().stream()
                        .filter(operation -> operation.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }
}
