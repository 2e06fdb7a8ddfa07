package io.cloakpool.identitypool.login;

import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.login.SamlAssertion.Bearer;
import io.cloakpool.identitypool.login.SamlAssertion.NameId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an assertion, for role and tag rules: attributes by name and by friendly name, one value as text and several as a
 * list, and what IAM knows by condition keys ("Available keys for SAML-based AWS STS federation").
 */
final class SamlClaims {
    private static final String NAME_ID_FORMATS = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

    private SamlClaims() {}

    static Map<String, Object> of(SamlAssertion assertion, SamlProfile profile, String audience, Bearer bearer) {
        Map<String, Object> claims = new HashMap<>();
        Map<String, List<String>> byName = byName(assertion.attributes());
        byFriendlyName(assertion.attributes())
                .forEach((friendly, name) -> put(claims, friendly, byName.getOrDefault(name, List.of())));
        byName.forEach((name, values) -> put(claims, name, values));
        // Last: no attribute takes a name that says something else.
        String subject = SamlSubjects.subject(assertion, profile, audience);
        claims.put("sub", subject);
        claims.put("aud", audience);
        claims.put("iss", assertion.issuer());
        claims.put("saml:sub", subject);
        claims.put("saml:iss", assertion.issuer());
        claims.put("saml:aud", String.valueOf(bearer.recipient()));
        claims.put("saml:sub_type", subjectType(assertion.nameId()));
        return claims;
    }

    private static String subjectType(@Nullable NameId name) {
        String format = name == null ? "" : name.format();
        return format.startsWith(NAME_ID_FORMATS) ? format.substring(NAME_ID_FORMATS.length()) : format;
    }

    /** A provider may send one element for each value. */
    private static Map<String, List<String>> byName(List<Attribute> attributes) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        attributes.forEach(attribute -> byName.computeIfAbsent(attribute.name(), name -> new ArrayList<>())
                .addAll(attribute.values()));
        return byName;
    }

    /** Friendly name to name; without those that two names have, since only a name tells attributes apart. */
    private static Map<String, String> byFriendlyName(List<Attribute> attributes) {
        Map<String, Set<String>> names = attributes.stream()
                .filter(attribute -> attribute.friendlyName() != null)
                .collect(Collectors.groupingBy(
                        attribute -> String.valueOf(attribute.friendlyName()),
                        Collectors.mapping(Attribute::name, Collectors.toSet())));
        return names.entrySet().stream()
                .filter(entry -> entry.getValue().size() == 1)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().iterator().next()));
    }

    private static void put(Map<String, Object> claims, String name, List<String> values) {
        if (!values.isEmpty()) {
            claims.put(name, values.size() == 1 ? values.get(0) : List.copyOf(values));
        }
    }
}
