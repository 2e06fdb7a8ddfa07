package io.cloakpool.identitypool.rest.admin;

import static io.cloakpool.identitypool.fakes.TestData.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloakpool.identitypool.exchange.Page;
import io.cloakpool.identitypool.exchange.PoolDefinition;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.identity.LoginName;
import io.cloakpool.identitypool.pool.Amr;
import io.cloakpool.identitypool.pool.Gateway;
import io.cloakpool.identitypool.pool.GatewaySettings;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.pool.Secret;
import io.cloakpool.identitypool.pool.StsTrust;
import io.cloakpool.identitypool.pool.SubjectPattern;
import io.cloakpool.identitypool.pool.TrustedLogin;
import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.rest.StrictBody;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AdminJsonTest {
    private static final PoolId POOL =
            PoolId.parse("us-east-1:00000000-0000-4000-8000-000000000001").orElseThrow();

    @Test
    void what_a_get_answers_can_be_put_back() {
        PoolDefinition definition = read(
                        PoolJson.class,
                        "{'name':'demo','allowGuests':true,'guestProof':'required','guestLifetime':86400,"
                                + "'developerClients':['b','a'],'requestableRoles':['z','a'],'credentialLifetime':900,"
                                + "'tags':{'k':'v'},'bindings':[{'name':'realm','clientIds':['webapp'],"
                                + "'roleMapping':{'type':'rules','rules':[{'claim':'g','value':'a','role':'A'}]},"
                                + "'tagMapping':{'tags':{'team':'g'}}}]}")
                .definition();
        PoolView view = new PoolView(POOL, definition.settings(), definition.bindings(), "0f", List.of("a warning"));

        Reply answer = AdminFrame.json(200, PoolJson.of(view));
        PoolDefinition again = StrictBody.read(answer.body(), PoolJson.class).definition();

        assertThat(again).isEqualTo(definition);
        assertThat(again.settings().requestableRoles()).containsExactly("z", "a");
        assertThat(again.settings().credentialLifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(again.bindings().get(0).serverSideCheck()).isTrue();
    }

    @Test
    void a_mapping_that_is_wrong_is_told_by_field_and_pointer() {
        String body = "{'name':'demo','bindings':[{'name':'realm','clientIds':['webapp'],%s}]}";
        assertInvalid(
                body.formatted("'roleMapping':{'type':'rules','rules':[{'claim':'g','role':'A'}]}"),
                "bindings.roleMapping /rules/0/value is needed");
        assertInvalid(body.formatted("'tagMapping':{'tags':{'a':1}}"), "bindings.tagMapping /tags/a must be a string");
        assertThat(read(PoolJson.class, body.formatted("'roleMapping':null,'tagMapping':null"))
                        .definition()
                        .bindings()
                        .get(0)
                        .roleMapping())
                .isNull();
    }

    private static void assertInvalid(String body, String message) {
        PoolJson json = read(PoolJson.class, body);
        assertThatThrownBy(json::definition)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID_PARAMETER))
                .hasMessage(message);
    }

    @Test
    void a_switch_in_the_query_needs_no_value() {
        assertThat(Fields.flag("dryRun", null)).isFalse();
        assertThat(Fields.flag("dryRun", List.of("false"))).isFalse();
        assertThat(Fields.flag("dryRun", List.of(""))).isTrue();
        assertThat(Fields.flag("dryRun", List.of("true"))).isTrue();
        assertThatThrownBy(() -> Fields.flag("dryRun", List.of("yes")))
                .isInstanceOf(Refused.class)
                .hasMessage("dryRun must be true or false");
        assertThatThrownBy(() -> Fields.flag("dryRun", List.of("true", "false")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void page_of_identities_says_where_the_rest_begins_and_the_last_one_does_not() {
        IdentityId id = new IdentityId("us-east-1", new UUID(1, 2));
        Identity identity = new Identity(
                id,
                POOL,
                Identity.Status.ACTIVE,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(new LoginName("realm:1", "alice")));

        String page = text(IdentitiesAdminResource.PageJson.of(new Page<>(List.of(identity), "bmV4dA"), true));
        String last = text(IdentitiesAdminResource.PageJson.of(new Page<>(List.of(), null), true));

        assertThat(page)
                .isEqualTo("{\"identities\":[{\"id\":\"" + id + "\",\"poolId\":\"" + POOL + "\",\"status\":\"active\","
                        + "\"createdAt\":\"1970-01-01T00:00:00Z\",\"modifiedAt\":\"1970-01-01T00:00:00Z\","
                        + "\"logins\":[{\"provider\":\"realm:1\",\"subject\":\"alice\"}]}],\"next\":\"bmV4dA\"}\n");
        assertThat(last).isEqualTo("{\"identities\":[]}\n");
    }

    @Test
    void size_of_a_page_is_a_number() {
        assertThat(IdentitiesAdminResource.number("7")).isEqualTo(7);
        assertRefused(Reason.INVALID_PARAMETER, () -> IdentitiesAdminResource.number("many"));
    }

    @Test
    void roles_come_along_with_a_pool_by_name() {
        assertThat(read(PoolJson.class, "{'name':'demo','roles':[{'name':'user','policy':{}}]}")
                        .definition()
                        .roles())
                .extracting(RoleSettings::name)
                .containsExactly("user");
        assertThatThrownBy(() -> read(PoolJson.class, "{'name':'demo','roles':[{'policy':{}}]}")
                        .definition())
                .isInstanceOf(Refused.class)
                .hasMessage("roles.name is missing");
    }

    @Test
    void a_policy_is_an_object_or_its_text() {
        RoleSettings fromObject = read(
                        RoleJson.class, "{'policy':{'Version':'2012-10-17'},'trustedAmr':['unauthenticated']}")
                .settings("guest");

        assertThat(fromObject.policy()).isEqualTo("{\"Version\":\"2012-10-17\"}");
        assertThat(fromObject.trustedAmr()).containsExactly(Amr.UNAUTHENTICATED);
        assertThat(read(RoleJson.class, "{'policy':'text'}").settings("user").trustedAmr())
                .containsExactly(Amr.AUTHENTICATED);
        assertThatThrownBy(() -> read(RoleJson.class, "{'policy':[]}").settings("user"))
                .hasMessage("policy must be a policy document");
        assertThatThrownBy(() -> read(RoleJson.class, "{}").settings("user")).hasMessage("policy is missing");
    }

    @Test
    void trust_at_the_own_sts_reads_as_it_is_written() throws Exception {
        String trust = "'trustedLogins':[{'pool':'demo','binding':'cluster','subjects':['a:*','*']}],"
                + "'assumableBy':['other'],'callerTags':['team']";
        RoleSettings settings =
                read(RoleJson.class, "{'policy':'text'," + trust + "}").settings("user");

        assertThat(settings.sts())
                .isEqualTo(new StsTrust(
                        List.of(new TrustedLogin(
                                "demo", "cluster", List.of(new SubjectPattern("a:*"), new SubjectPattern("*")))),
                        Set.of("other"),
                        Set.of("team")));
        RoleJson answer = RoleJson.of(settings);
        assertThat(answer.settings("user")).isEqualTo(settings);
        assertThat(read(RoleJson.class, "{'policy':'text','trustedLogins':null}")
                        .settings("user")
                        .sts())
                .isEqualTo(StsTrust.NONE);
        assertThatThrownBy(() -> read(RoleJson.class, "{'policy':'text','trustedLogins':[{}]}")
                        .settings("user"))
                .hasMessage("trustedLogins /0/pool is needed");
    }

    @Test
    void a_gateway_never_shows_its_secret_and_its_mask_keeps_it() {
        GatewaySettings gateway = new GatewaySettings(
                "s3",
                true,
                Gateway.Dialect.NGINX,
                new Secret("very secret text".getBytes(StandardCharsets.UTF_8)),
                List.of("s3.example.org"),
                Map.of("api.example.org", new Gateway.Api("orders", "prod")));

        Reply answer = AdminFrame.json(200, GatewayJson.of(gateway));

        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .doesNotContain("very secret")
                .contains(GatewayJson.MASK);
        assertThat(StrictBody.read(answer.body(), GatewayJson.class)
                        .settings("s3")
                        .secret())
                .isNull();
        assertThat(read(GatewayJson.class, "{'dialect':'caddy','secret':'s'}")
                        .settings("s3")
                        .secret())
                .isEqualTo(new Secret(new byte[] {'s'}));
    }

    @Test
    void bad_values_are_refused_by_name() {
        assertThatThrownBy(() -> read(GatewayJson.class, "{'dialect':'apache'}").settings("s3"))
                .hasMessage("dialect must be one of nginx, traefik, caddy, envoy");
        assertThatThrownBy(() -> read(PoolJson.class, "{'name':'demo','developerClients':['a','a']}")
                        .definition())
                .hasMessage("developerClients holds a value twice");
        assertThatThrownBy(() -> read(PoolJson.class, "{'name':'demo','tags':{'a':null}}")
                        .definition())
                .hasMessage("tags holds a null");
        assertThatThrownBy(() -> read(PoolJson.class, "{}").definition()).hasMessage("name is missing");
        assertThatThrownBy(() -> Fields.name("other", "demo")).hasMessage("name is not the one in the path");
    }

    @Test
    void if_match_takes_one_strong_tag_or_an_asterisk() {
        assertThat(EntityTags.expected(null)).isNull();
        assertThat(EntityTags.expected("*")).isEqualTo("*");
        assertThat(EntityTags.expected(EntityTags.of("0f"))).isEqualTo("0f");
        for (String bad : Set.of("0f", "W/\"0f\"", "\"0f\", \"1a\"", "", "\"\"")) {
            assertThatThrownBy(() -> EntityTags.expected(bad)).as(bad).isInstanceOf(Refused.class);
        }
    }

    private static <T> T read(Class<T> type, String text) {
        return StrictBody.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), type);
    }

    private static String text(Object json) {
        return new String(AdminFrame.json(200, json).body(), StandardCharsets.UTF_8);
    }
}
