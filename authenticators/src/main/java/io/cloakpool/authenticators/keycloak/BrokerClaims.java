package io.cloakpool.authenticators.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.authenticators.federation.Claims;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.broker.oidc.OIDCIdentityProvider;
import org.keycloak.broker.oidc.mappers.AbstractJsonUserAttributeMapper;
import org.keycloak.broker.provider.AbstractIdentityProvider;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.saml.SAMLEndpoint;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.dom.saml.v2.assertion.AttributeStatementType;
import org.keycloak.dom.saml.v2.assertion.AttributeType;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * {@link Claims} of a provider of any type. They are read where the provider put them, not where mappers did: mappers run in the order of
 * their random ids.
 */
final class BrokerClaims {
    private static final List<String> JSON = List.of(
            OIDCIdentityProvider.VALIDATED_ID_TOKEN,
            OIDCIdentityProvider.VALIDATED_ACCESS_TOKEN,
            AbstractJsonUserAttributeMapper.CONTEXT_JSON_NODE);

    private BrokerClaims() {}

    static Claims of(BrokeredIdentityContext context) {
        List<Map<String, List<String>>> documents = new ArrayList<>();
        for (String key : JSON) {
            Object document = context.getContextData().get(key);
            if (document != null) {
                documents.add(claims(JsonSerialization.mapper.valueToTree(document)));
            }
        }
        if (context.getContextData().get(SAMLEndpoint.SAML_ASSERTION) instanceof AssertionType assertion) {
            documents.add(claims(assertion));
        }
        return new Claims(
                documents,
                Optional.ofNullable(context.getEmail()).filter(email -> !email.isBlank()),
                Boolean.TRUE.equals(context.getIdpConfig().isTrustEmail()) && !isEdited(context));
    }

    /** Whether the user has typed another address on the page of a first sign-in: for that one no provider stands. */
    private static boolean isEdited(BrokeredIdentityContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        return signIn != null
                && Boolean.parseBoolean(signIn.getAuthNote(AbstractIdentityProvider.UPDATE_PROFILE_EMAIL_CHANGED));
    }

    private static Map<String, List<String>> claims(JsonNode document) {
        Map<String, List<String>> claims = new HashMap<>();
        document.properties().forEach(claim -> {
            List<String> values = values(claim.getValue());
            if (!values.isEmpty()) {
                claims.put(claim.getKey(), values);
            }
        });
        return claims;
    }

    private static List<String> values(JsonNode value) {
        List<String> values = new ArrayList<>();
        (value.isArray() ? value : List.of(value)).forEach(one -> {
            if (one.isValueNode() && !one.isNull()) {
                values.add(one.asText());
            }
        });
        return values;
    }

    private static Map<String, List<String>> claims(AssertionType assertion) {
        Map<String, List<String>> claims = new HashMap<>();
        for (AttributeStatementType statement : assertion.getAttributeStatements()) {
            for (AttributeStatementType.ASTChoiceType choice : statement.getAttributes()) {
                AttributeType attribute = choice.getAttribute();
                if (attribute != null) {
                    List<String> values = attribute.getAttributeValue().stream()
                            .flatMap(value -> Stream.ofNullable(value).map(Object::toString))
                            .toList();
                    Stream.of(attribute.getName(), attribute.getFriendlyName())
                            .filter(name -> name != null && !values.isEmpty())
                            .distinct()
                            .forEach(name -> claims.computeIfAbsent(name, n -> new ArrayList<>())
                                    .addAll(values));
                }
            }
        }
        return claims;
    }
}
