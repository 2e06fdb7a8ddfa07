package io.cloakpool.identitypool.rest.cognitoidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InputDecodersTest {
    private static final String ID = "us-east-1:00000000-0000-4000-8000-000000000001";

    @Test
    void amplify_sends_empty_logins_for_a_guest() {
        IdentityOperations.GetIdInput input =
                IdentityOperations.GetIdInput.decode(json("{'IdentityPoolId':'" + ID + "','Logins':{}}"));

        assertThat(input.pool()).hasToString(ID);
        assertThat(input.logins()).isEmpty();
    }

    @Test
    void an_id_that_only_fits_the_pattern_names_nothing() {
        assertThatThrownBy(() -> IdentityOperations.GetIdInput.decode(json("{'IdentityPoolId':'us-east-1:0'}")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.POOL_NOT_FOUND));
        assertThatThrownBy(() -> IdentityOperations.GetCredentialsInput.decode(json("{'IdentityId':'us-east-1:0'}")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.IDENTITY_NOT_FOUND));
    }

    @Test
    void an_id_that_breaks_the_pattern_is_invalid() {
        assertThatThrownBy(() -> IdentityOperations.GetIdInput.decode(json("{'IdentityPoolId':'nothing'}")))
                .isInstanceOf(JsonInputException.class)
                .hasMessageContaining("'identityPoolId'");
    }

    @Test
    void eleven_logins_and_long_tokens_are_refused_without_repeating_them() {
        String eleven =
                IntStream.range(0, 11).mapToObj(i -> "'p" + i + "':'secret'").collect(Collectors.joining(","));
        assertThatThrownBy(() -> getId(eleven))
                .isInstanceOf(JsonInputException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> getId("'p':'" + "s".repeat(50_001) + "'"))
                .isInstanceOf(JsonInputException.class)
                .hasMessageNotContaining("ssss");
        assertThat(getId("'p':'" + "s".repeat(50_000) + "'").logins()).hasSize(1);
    }

    @Test
    void roles_are_of_two_kinds_and_needed() {
        String arn = "arn:aws:iam::000000000000:role/user";
        RoleOperations.SetRolesInput input = setRoles(",'Roles':{'authenticated':'" + arn + "'}");

        assertThat(input.roles()).containsExactly(Map.entry("authenticated", arn));
        assertThatThrownBy(() -> setRoles("")).hasMessageContaining("'roles'");
        assertThatThrownBy(() -> setRoles(",'Roles':{'admin':'" + arn + "'}")).isInstanceOf(JsonInputException.class);
        assertThatThrownBy(() -> setRoles(",'Roles':{'authenticated':'short'}")).isInstanceOf(JsonInputException.class);
    }

    @Test
    void role_mappings_are_at_most_ten() {
        String eleven = IntStream.range(0, 11)
                .mapToObj(i -> "'p" + i + "':{'Type':'Token'}")
                .collect(Collectors.joining(","));

        assertThatThrownBy(() -> setRoles(",'Roles':{},'RoleMappings':{" + eleven + "}"))
                .isInstanceOf(JsonInputException.class)
                .hasMessageContaining("'roleMappings'");
        assertThat(setRoles(",'Roles':{},'RoleMappings':{}").mappings()).isEmpty();
    }

    @Test
    void a_page_has_1_to_60_pools() {
        assertThat(PoolOperations.ListInput.decode(json("{'MaxResults':60}")).max())
                .isEqualTo(60);
        for (String body : new String[] {"{}", "{'MaxResults':0}", "{'MaxResults':61}", "{'MaxResults':'1'}"}) {
            assertThatThrownBy(() -> PoolOperations.ListInput.decode(json(body)))
                    .as(body)
                    .isInstanceOf(JsonInputException.class);
        }
    }

    private static IdentityOperations.GetIdInput getId(String logins) {
        return IdentityOperations.GetIdInput.decode(json("{'IdentityPoolId':'" + ID + "','Logins':{" + logins + "}}"));
    }

    private static RoleOperations.SetRolesInput setRoles(String more) {
        return RoleOperations.SetRolesInput.decode(json("{'IdentityPoolId':'" + ID + "'" + more + "}"));
    }

    private static JsonInput json(String text) {
        return JsonInput.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
