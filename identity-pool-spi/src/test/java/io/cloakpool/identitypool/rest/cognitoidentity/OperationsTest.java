package io.cloakpool.identitypool.rest.cognitoidentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.identitypool.authorize.Administration;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.fakes.TestData;
import io.cloakpool.identitypool.fakes.World;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OperationsTest {
    private final World world = new World(TestData.settings());
    private final PoolAdministration pools = new PoolAdministration(
            world.pools, world.pools, world.identities, world.claimTrust, world.names(), world.clock);

    @Test
    void operation_is_found_by_its_name() {
        assertThat(operations().target("AWSCognitoIdentityService.CreateIdentityPool"))
                .map(Operation::name)
                .contains("CreateIdentityPool");
        assertThat(operations().target("AWSCognitoIdentityService.SetIdentityPoolRoles"))
                .map(Operation::name)
                .contains("SetIdentityPoolRoles");
        assertThat(operations().names())
                .contains("DeleteIdentityPool", "GetIdentityPoolRoles")
                .hasSize(7);
    }

    @Test
    void frequent_operation_is_found_without_making_the_others() {
        Operations frequent = new Operations(new RoleOperations(pools, TestData.REALM, world.names()).all(), () -> {
            throw new AssertionError("nobody needs these");
        });

        assertThat(frequent.target("AWSCognitoIdentityService.GetIdentityPoolRoles"))
                .isPresent();
    }

    @Test
    void name_that_stands_twice_is_an_error() {
        Operations twice = new Operations(
                new RoleOperations(pools, TestData.REALM, world.names()).all(),
                () -> new RoleOperations(pools, TestData.REALM, world.names()).all());

        assertThatThrownBy(twice::names).isInstanceOf(IllegalStateException.class);
    }

    private Operations operations() {
        return new Operations(
                new RoleOperations(pools, TestData.REALM, world.names()).all(),
                () -> new PoolOperations(pools, world.names()).all());
    }

    @Test
    void policies_are_asked_about_the_pool_the_name_and_the_roles_that_the_input_has() {
        String role = "arn:aws:iam::123456789012:role/user";
        JsonInput input = JsonInput.parse(("{\"IdentityPoolId\":\"" + TestData.POOL_ID
                        + "\",\"IdentityPoolName\":\"new\",\"AllowUnauthenticatedIdentities\":false,"
                        + "\"Roles\":{\"authenticated\":\"" + role + "\"},\"RoleMappings\":{\"p\":{\"Type\":\"Rules\","
                        + "\"AmbiguousRoleResolution\":\"Deny\",\"RulesConfiguration\":{\"Rules\":[{\"Claim\":\"c\","
                        + "\"MatchType\":\"Equals\",\"Value\":\"v\",\"RoleARN\":\"" + role + "2\"}]}}}}")
                .getBytes(StandardCharsets.UTF_8));
        Administration pool = Administration.of(TestData.POOL_ID);

        assertThat(Stream.concat(
                                new PoolOperations(pools, world.names()).all().stream(),
                                new RoleOperations(pools, TestData.REALM, world.names()).all().stream())
                        .collect(Collectors.toMap(
                                Operation::name, operation -> operation.target().of(input, TestData.REALM))))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "CreateIdentityPool",
                        Administration.making("new"),
                        "ListIdentityPools",
                        Administration.OF_REALM,
                        "DescribeIdentityPool",
                        pool,
                        "UpdateIdentityPool",
                        Administration.ofLogins(TestData.POOL_ID),
                        "DeleteIdentityPool",
                        pool,
                        "GetIdentityPoolRoles",
                        pool,
                        "SetIdentityPoolRoles",
                        pool.passing(Set.of(role, role + "2"))));
    }

    @Test
    void credentials_of_a_pool_change_pools_but_rename_none() {
        String name = pools.describe(TestData.POOL_ID).settings().name();

        assertThatThrownBy(() -> update(pools, "renamed", true))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.ACCESS_DENIED));
        update(pools, name, true);
        update(pools, "renamed", false);
        assertThat(pools.describe(TestData.POOL_ID).settings().name()).isEqualTo("renamed");
    }

    private void update(PoolAdministration pools, String name, boolean byPolicy) {
        Administrator administrator = new Administrator() {
            @Override
            public boolean byPolicy() {
                return byPolicy;
            }

            @Override
            public void changed(Change change, String resourcePath, Object representation) {}
        };
        String input = "{\"IdentityPoolId\":\"" + TestData.POOL_ID + "\",\"IdentityPoolName\":\"" + name
                + "\",\"AllowUnauthenticatedIdentities\":false}";
        new PoolOperations(pools, world.names())
                .all().stream()
                        .filter(operation -> operation.name().equals("UpdateIdentityPool"))
                        .findFirst()
                        .orElseThrow()
                        .run(
                                JsonInput.parse(input.getBytes(StandardCharsets.UTF_8)),
                                new Call(null, Optional.of(administrator)));
    }

    @Test
    void only_the_exact_target_names_an_operation() {
        for (String target : new String[] {
            "",
            "CreateIdentityPool",
            "AWSCognitoIdentityService.",
            "AWSCognitoIdentityService.createidentitypool",
            "AWSCognitoIdentityService.GetId",
            "Other.CreateIdentityPool",
            "AWSCognitoIdentityService.CreateIdentityPool "
        }) {
            assertThat(operations().target(target)).as(target).isEmpty();
        }
        assertThat(operations().target(null)).isEmpty();
    }
}
