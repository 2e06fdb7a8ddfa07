package io.cloakpool.identitypool.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.FullNameMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.provider.ProviderConfigProperty;

/** Which claims are filled with what a user writes, in a realm whose users may write {@code own} and their names. */
final class ClaimWritersTest {
    private static final Set<String> EDITABLE = Set.of("own", "firstName", "email", "username", "street");

    private final ClaimWriters writers = new ClaimWriters(EDITABLE::contains);

    @ParameterizedTest
    @CsvSource({
        "oidc-usermodel-attribute-mapper, own, true",
        "oidc-usermodel-attribute-mapper, department, false",
        "oidc-usermodel-property-mapper, email, true",
        "oidc-usermodel-property-mapper, firstName, true",
        "oidc-usermodel-property-mapper, own, false",
        "oidc-usermodel-property-mapper, emailVerified, false",
        "a-mapper-of-somebody, own, true",
        "a-mapper-of-somebody, department, false",
        "oidc-usermodel-realm-role-mapper, '', false",
        "oidc-usermodel-realm-role-mapper, own, false",
        "oidc-claims-param-value-idtoken-mapper, '', true",
        "oidc-parameterized-scope-mapper, '', true",
        "oidc-parameterized-scope-user-property-mapper, department, true"
    })
    void mapper_lets_users_write_its_claim(String type, String attribute, boolean writable) {
        writers.add("client 'webapp'", mapper(type, "claim", attribute, "id.token.claim"));

        assertThat(writers.of("claim").isPresent()).isEqualTo(writable);
        assertThat(writers.of("other")).isEmpty();
    }

    /** Of the kinds whose claim is set by {@code claim.name}, but for those that write what the request for a token says. */
    @ParameterizedTest
    @MethodSource("kindsThatNameTheirClaim")
    void a_kind_of_keycloaks_counts_by_the_attribute_that_it_says_only_where_it_has_such_an_option(
            ProtocolMapper kind, boolean hasOption) {
        writers.add("client", mapper(kind.getId(), "claim", "firstName", "id.token.claim"));

        assertThat(writers.of("claim").isPresent()).isEqualTo(hasOption);
    }

    static List<Arguments> kindsThatNameTheirClaim() {
        List<Arguments> kinds = new ArrayList<>();
        for (ProtocolMapper kind : ServiceLoader.load(ProtocolMapper.class)) {
            Set<String> options = kind.getConfigProperties().stream()
                    .map(ProviderConfigProperty::getName)
                    .collect(Collectors.toSet());
            if (OIDCLoginProtocol.LOGIN_PROTOCOL.equals(kind.getProtocol())
                    && options.contains(OIDCAttributeMapperHelper.TOKEN_CLAIM_NAME)
                    && Stream.of("oidc-parameterized-scope", "oidc-claims-param")
                            .noneMatch(kind.getId()::startsWith)) {
                kinds.add(Arguments.of(kind, options.contains(ProtocolMapperUtils.USER_ATTRIBUTE)));
            }
        }
        assertThat(kinds).hasSizeGreaterThan(5);
        return kinds;
    }

    @Test
    void answer_names_mapper_owner_and_attribute() {
        writers.add("client 'webapp'", mapper("oidc-usermodel-attribute-mapper", "claim", "own", "id.token.claim"));

        assertThat(writers.of("claim")).contains("mapper 'm' of client 'webapp' takes it from their attribute 'own'");
    }

    @ParameterizedTest
    @CsvSource({
        "a.b, a, true",
        "a.b, a.b, false",
        "a.b, b, false",
        "a\\.b, a.b, true",
        "a\\.b, a, false",
        "cognito:groups, cognito:groups, true"
    })
    void claim_is_the_one_at_the_top_of_the_token(String name, String claim, boolean written) {
        writers.add("client", mapper("oidc-usermodel-attribute-mapper", name, "own", "id.token.claim"));

        assertThat(writers.of(claim).isPresent()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "id.token.claim, true",
        "access.token.claim, true",
        "lightweight.claim, true",
        "userinfo.token.claim, false"
    })
    void what_stands_in_no_token_does_not_count(String token, boolean counts) {
        writers.add("client", mapper("oidc-usermodel-attribute-mapper", "claim", "own", token));

        assertThat(writers.of("claim").isPresent()).isEqualTo(counts);
    }

    @Test
    void full_name_and_address_are_made_of_several_attributes() {
        writers.add("scope", mapper(FullNameMapper.PROVIDER_ID, null, null, "id.token.claim"));
        ProtocolMapperModel address = mapper("oidc-address-mapper", null, null, "id.token.claim");
        address.getConfig().put("user.attribute.street", "street");
        writers.add("scope", address);

        assertThat(writers.of("name")).isPresent();
        assertThat(writers.of("address")).isPresent();
        ClaimWriters strict = new ClaimWriters("lastName"::equals);
        strict.add("scope", address);
        assertThat(strict.of("address")).isEmpty();
    }

    @Test
    void custom_attributes_of_a_client_are_written_by_whoever_writes_one_of_them() {
        ProtocolMapperModel custom = mapper("oidc-cloakpool-custom-attributes-mapper", null, null, "id.token.claim");
        custom.getConfig().put("custom.attributes", "department, own custom:own");
        writers.add("client 'webapp'", custom);

        assertThat(writers.of("custom:own"))
                .contains("mapper 'm' of client 'webapp' takes it from their attribute 'own'");
        assertThat(writers.of("custom:department")).isEmpty();
        assertThat(writers.of("own")).isEmpty();
    }

    @Test
    void claims_that_a_request_may_ask_for_count_as_their_attributes() {
        writers.add("client", mapper("oidc-claims-param-token-mapper", null, null, "id.token.claim"));

        assertThat(writers.of("name")).isPresent();
        assertThat(writers.of("given_name")).isPresent();
        assertThat(writers.of("family_name")).isEmpty();
        assertThat(writers.of("email")).isPresent();
        assertThat(writers.of("preferred_username")).isPresent();
    }

    @Test
    void nonce_and_scope_are_up_to_whoever_asks_for_a_token() {
        assertThat(writers.of("nonce")).isPresent();
        assertThat(writers.of("scope")).isPresent();
        assertThat(writers.of("sub")).isEmpty();
    }

    private static ProtocolMapperModel mapper(
            String type, @Nullable String claim, @Nullable String attribute, String token) {
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setName("m");
        mapper.setProtocolMapper(type);
        Map<String, String> config = new TreeMap<>(Map.of(token, "true"));
        if (claim != null) {
            config.put("claim.name", claim);
        }
        if (attribute != null && !attribute.isEmpty()) {
            config.put("user.attribute", attribute);
        }
        mapper.setConfig(config);
        return mapper;
    }
}
