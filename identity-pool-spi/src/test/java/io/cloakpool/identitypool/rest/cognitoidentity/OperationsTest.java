package io.cloakpool.identitypool.rest.cognitoidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OperationsTest {
    private final Operations operations = new Operations(List.of());

    @Test
    void thirteen_operations_of_later_versions_say_so() {
        assertThat(operations.names()).hasSize(13);
        JsonInput input = JsonInput.parse("{}".getBytes(StandardCharsets.UTF_8));
        for (String name : operations.names()) {
            Operation<?> operation =
                    operations.target("AWSCognitoIdentityService." + name).orElseThrow();
            assertThatThrownBy(() -> operation.run(input, new Call(null, Optional.empty())))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.UNSUPPORTED))
                    .hasMessage(name + " is not supported by this version");
        }
    }

    @Test
    void only_the_exact_target_names_an_operation() {
        for (String target : new String[] {
            "",
            "GetId",
            "AWSCognitoIdentityService.",
            "AWSCognitoIdentityService.getid",
            "Other.UnlinkIdentity",
            "AWSCognitoIdentityService.UnlinkIdentity "
        }) {
            assertThat(operations.target(target)).as(target).isEmpty();
        }
        assertThat(operations.target(null)).isEmpty();
    }
}
