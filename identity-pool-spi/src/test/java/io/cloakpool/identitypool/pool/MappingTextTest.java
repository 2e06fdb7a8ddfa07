package io.cloakpool.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MappingTextTest {
    private static final String RULE = "{'claim':'groups','matchType':'contains','value':'staff','role':'Staff'}";

    @Test
    void mappings_survive_being_written_and_read() {
        BindingSettings settings = new BindingSettings(
                "realm",
                LoginProvider.REALM,
                Set.of("webapp"),
                true,
                new RoleMapping(
                        RoleMapping.Type.RULES,
                        RoleMapping.AmbiguousRole.AUTHENTICATED_ROLE,
                        List.of(
                                new RoleRule("b", RoleRule.MatchType.STARTS_WITH, "${x:admin}", "B"),
                                new RoleRule("a\u00E9\uD83D\uDC51", RoleRule.MatchType.NOT_EQUAL, "z \"'\\", "A"))),
                new TagMapping(false, Map.of("Cost Center", "cc", "team", "groups")),
                SamlSettings.NONE);
        Map<String, List<String>> config = BindingConfig.config(settings);

        assertThat(BindingConfig.settings("realm", Source.of(config))).isEqualTo(settings);
        // An import would fill a placeholder.
        assertThat(Source.of(config).values("roleMapping"))
                .singleElement()
                .asString()
                .doesNotContain("${");
        for (BindingSettings other : List.of(
                settings.withRoleMapping(null),
                settings.withTagMapping(new TagMapping(true, Map.of())),
                settings.withRoleMapping(
                        new RoleMapping(RoleMapping.Type.TOKEN, RoleMapping.AmbiguousRole.DENY, List.of())))) {
            assertThat(BindingConfig.settings("realm", Source.of(BindingConfig.config(other))))
                    .isEqualTo(other);
            assertThat(revision(other)).isNotEqualTo(revision(settings));
        }
    }

    private static String revision(BindingSettings settings) {
        return BindingConfig.binding("id", "realm", Source.of(BindingConfig.config(settings)))
                .revision();
    }

    @Test
    void comparison_is_equals_and_no_match_is_a_refusal_unless_told() {
        RoleMapping mapping = roles("{'type':'rules','rules':[{'claim':'c','value':'v','role':'R'}]}");

        assertThat(mapping.ambiguous()).isEqualTo(RoleMapping.AmbiguousRole.DENY);
        assertThat(mapping.rules()).containsExactly(new RoleRule("c", RoleRule.MatchType.EQUALS, "v", "R"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[]|roleMapping must be a JSON object",
                "{}|roleMapping /type is needed",
                "{'type':'Rules'}|roleMapping /type must be one of [token, rules]",
                "{'type':1}|roleMapping /type must be one of [token, rules]",
                "{'type':'token','rules':[]}|roleMapping /rules are not for a mapping by token",
                "{'type':'token','ambiguousRoleResolution':'maybe'}|roleMapping /ambiguousRoleResolution must be one of [authenticated_role, deny]",
                "{'type':'rules'}|roleMapping /rules is needed",
                "{'type':'rules','rules':[]}|roleMapping /rules must be a JSON array of 1 to 400 elements",
                "{'type':'rules','rules':{}}|roleMapping /rules must be a JSON array of 1 to 400 elements",
                "{'type':'rules','rules':[1]}|roleMapping /rules/0 must be a JSON object",
                "{'type':'rules','rule':[]}|roleMapping has a member that is not one of [ambiguousRoleResolution, rules, type]",
                "{'type':'rules','rules':[{'claim':'c','value':'v'}]}|roleMapping /rules/0/role is needed",
                "{'type':'rules','rules':[{'claim':'c c','value':'v','role':'R'}]}|roleMapping /rules/0/claim does not match",
                "{'type':'rules','rules':[{'claim':7,'value':'v','role':'R'}]}|roleMapping /rules/0/claim must be a string",
                "{'type':'rules','rules':[{'claim':'c','value':'','role':'R'}]}|roleMapping /rules/0/value does not match",
                "{'type':'rules','rules':[{'claim':'c','value':'v','role':'a/b'}]}|roleMapping /rules/0/role does not match",
                "{'type':'rules','rules':[{'claim':'c','value':'v','role':'R','x':1}]}|roleMapping /rules/0 has a member that is not one of",
                "{'type':'token','type':'rules'}|roleMapping is not JSON, or names a member twice",
            })
    void what_is_wrong_is_told_by_pointer(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> roles(json))
                .withMessageStartingWith("login binding \"realm\": " + message);
    }

    @Test
    void a_mapping_has_at_most_400_rules() {
        assertThat(roles(manyRules(400)).rules()).hasSize(400);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> roles(manyRules(401)))
                .withMessageContaining("/rules must be a JSON array of 1 to 400 elements");
    }

    @Test
    void tags_are_the_defaults_or_named() {
        assertThat(tags("{'useDefaults':true}")).isEqualTo(new TagMapping(true, Map.of()));
        assertThat(tags("{'useDefaults':true,'tags':{}}").effective(Kind.REALM))
                .isEqualTo(Map.of("username", "sub", "client", "aud"));
        assertThat(tags("{'useDefaults':true}").effective(Kind.AMAZON))
                .isEqualTo(Map.of("username", "user_id", "client", "aud"));
        assertThat(tags("{'tags':{'team':'groups'}}").effective(Kind.REALM)).isEqualTo(Map.of("team", "groups"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{'tags':{}}",
                "{'tags':[]}",
                "{'tags':{'a':1}}",
                "{'tags':{'a':''}}",
                "{'tags':{'':'c'}}",
                "{'tags':{'a*':'c'}}",
                "{'tags':{'aws:x':'c'}}",
                "{'tags':{'AWS:x':'c'}}",
                "{'tags':{'a':'c','A':'d'}}",
                "{'useDefaults':1}",
                "{'useDefaults':true,'tags':{'a':'c'}}",
                "{'useDefaults':true,'more':1}"
            })
    void tags_that_sts_would_not_take_are_refused(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tags(json))
                .withMessageStartingWith("login binding \"realm\": tagMapping ");
    }

    @Test
    void a_mapping_has_at_most_50_tags() {
        assertThat(tags(manyTags(50)).tags()).hasSize(50);
        assertThatIllegalArgumentException().isThrownBy(() -> tags(manyTags(51)));
    }

    private static String manyRules(int count) {
        return "{'type':'rules','rules':["
                + IntStream.range(0, count).mapToObj(i -> RULE).collect(Collectors.joining(",")) + "]}";
    }

    private static String manyTags(int count) {
        return "{'tags':{"
                + IntStream.range(0, count).mapToObj(i -> "'t" + i + "':'c'").collect(Collectors.joining(","))
                + "}}";
    }

    private static RoleMapping roles(String json) {
        RoleMapping mapping = settings("roleMapping", json).roleMapping();
        assertThat(mapping).isNotNull();
        return java.util.Objects.requireNonNull(mapping);
    }

    private static TagMapping tags(String json) {
        TagMapping mapping = settings("tagMapping", json).tagMapping();
        return java.util.Objects.requireNonNull(mapping);
    }

    private static BindingSettings settings(String key, String json) {
        return BindingConfig.settings("realm", Source.of(Map.of(key, List.of(json.replace('\'', '"')))));
    }
}
