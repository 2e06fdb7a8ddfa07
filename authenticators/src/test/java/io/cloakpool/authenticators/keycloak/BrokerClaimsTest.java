package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.authenticators.federation.Claims;
import io.cloakpool.authenticators.federation.ClaimsRule;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.broker.oidc.OIDCIdentityProvider;
import org.keycloak.broker.provider.AbstractIdentityProvider;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.saml.SAMLEndpoint;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType.ASTChoiceType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.saml.processing.core.saml.v2.util.XMLTimeUtil;
import org.keycloak.sessions.AuthenticationSessionModel;

final class BrokerClaimsTest {
    @Test
    void attributes_of_an_assertion_are_claims_by_each_of_their_names() throws Exception {
        BrokeredIdentityContext context = context(false);
        context.getContextData().put(SAMLEndpoint.SAML_ASSERTION, assertion("urn:oid:1", "tid", "one", "two"));

        Claims claims = BrokerClaims.of(context);

        assertThat(ClaimsRule.parse(null, Map.of("tid", List.of("two"))).judge(claims))
                .isEmpty();
        assertThat(ClaimsRule.parse(null, Map.of("urn:oid:1", List.of("one"))).judge(claims))
                .isEmpty();
        assertThat(ClaimsRule.parse(null, Map.of("tid", List.of("three"))).judge(claims))
                .contains(ClaimsRule.Refusal.CLAIM);
    }

    @Test
    void an_assertion_verifies_no_address_that_it_does_not_state_unless_the_realm_trusts_it() throws Exception {
        BrokeredIdentityContext untrusted = context(false);
        untrusted.setEmail("Ann@example.com");
        untrusted.getContextData().put(SAMLEndpoint.SAML_ASSERTION, assertion("email", null, "ann@example.com"));
        BrokeredIdentityContext trusted = context(true);
        trusted.setEmail("Ann@example.com");

        assertThat(BrokerClaims.of(untrusted).verifiedAddresses()).isEmpty();
        assertThat(BrokerClaims.of(trusted).verifiedAddresses()).containsExactly("ann@example.com");
    }

    @Test
    void an_address_that_the_user_typed_is_not_the_providers() {
        BrokeredIdentityContext context = context(true);
        context.setEmail("victim@example.com");
        context.setAuthenticationSession((AuthenticationSessionModel) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {AuthenticationSessionModel.class},
                (proxy, method, arguments) -> method.getName().equals("getAuthNote")
                                && AbstractIdentityProvider.UPDATE_PROFILE_EMAIL_CHANGED.equals(arguments[0])
                        ? "true"
                        : null));

        assertThat(BrokerClaims.of(context).verifiedAddresses()).isEmpty();
        assertThat(BrokerClaims.of(context).addresses()).containsExactly("victim@example.com");
    }

    @Test
    void token_and_profile_are_two_documents() throws Exception {
        BrokeredIdentityContext context = context(false);
        JsonWebToken token = new JsonWebToken().subject("s").issuer("https://login.example.com");
        token.setOtherClaims("email", "ann@example.com");
        token.setOtherClaims("email_verified", true);
        token.setOtherClaims("groups", List.of("a", "b"));
        context.getContextData().put(OIDCIdentityProvider.VALIDATED_ID_TOKEN, token);
        Claims one = BrokerClaims.of(context);
        context.getContextData()
                .put(
                        OIDCIdentityProvider.USER_INFO,
                        new ObjectMapper()
                                .readTree("{\"email_verified\": false, \"address\": {\"a\": 1}, \"x\": null}"));

        assertThat(one.verifiedAddresses()).containsExactly("ann@example.com");
        assertThat(one.documents()).singleElement().satisfies(document -> assertThat(document)
                .containsEntry("iss", List.of("https://login.example.com"))
                .containsEntry("groups", List.of("a", "b")));
        assertThat(BrokerClaims.of(context).verifiedAddresses()).isEmpty();
        assertThat(BrokerClaims.of(context).documents().get(1)).containsOnlyKeys("email_verified");
    }

    private static BrokeredIdentityContext context(boolean trusted) {
        IdentityProviderModel provider = new IdentityProviderModel();
        provider.setEnabled(true);
        provider.setTrustEmail(trusted);
        return new BrokeredIdentityContext("subject", provider);
    }

    private static AssertionType assertion(String name, @Nullable String friendly, String... values) throws Exception {
        AttributeType attribute = new AttributeType(name);
        attribute.setFriendlyName(friendly);
        for (String value : values) {
            attribute.addAttributeValue(value);
        }
        AttributeStatementType statement = new AttributeStatementType();
        statement.addAttribute(new ASTChoiceType(attribute));
        AssertionType assertion = new AssertionType("id", XMLTimeUtil.getIssueInstant());
        assertion.addStatement(statement);
        return assertion;
    }
}
