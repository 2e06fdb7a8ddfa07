package io.cloakpool.identitypool.exchange;

import io.cloakpool.aws.arn.IamNames;
import io.cloakpool.identitypool.login.SamlAssertion;
import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.pool.MappingLimits;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a SAML identity provider says of a session that its user may have, in attributes whose names AWS has fixed (IAM user guide,
 * "Configure SAML assertions for the authentication response").
 *
 * <p>{@code SessionDuration} is for the console of AWS and {@code TransitiveTagKeys} says what holds here for all tags; both are left
 * alone.
 *
 * @param roles pairs of a role's and its provider's ARN, in either order
 * @param name role session name
 * @param tags session tags
 */
record SamlSession(List<Set<String>> roles, String name, Map<String, String> tags) {
    private static final String ATTRIBUTES = "https://aws.amazon.com/SAML/Attributes/";
    private static final String ROLE = ATTRIBUTES + "Role";
    private static final String SESSION_NAME = ATTRIBUTES + "RoleSessionName";
    private static final String SOURCE_IDENTITY = ATTRIBUTES + "SourceIdentity";
    private static final String TAG = ATTRIBUTES + "PrincipalTag:";

    SamlSession {
        roles = List.copyOf(roles);
        tags = Map.copyOf(tags);
    }

    /**
     * @throws Refused {@code LOGIN_INVALID} where the attributes are missing or malformed, {@code INVALID_PARAMETER} for a tag that no
     *     session may have, {@code UNSUPPORTED} for a source identity, which somebody counts on to be kept
     */
    static SamlSession of(SamlAssertion assertion) {
        if (assertion.attributes().stream().map(Attribute::name).anyMatch(SOURCE_IDENTITY::equals)) {
            throw new Refused(Reason.UNSUPPORTED, "SourceIdentity is not supported.");
        }
        List<Set<String>> roles =
                values(assertion, ROLE).stream().map(SamlSession::pair).toList();
        if (roles.isEmpty()) {
            throw invalid("Role is required in AuthnResponse");
        }
        List<String> names = values(assertion, SESSION_NAME);
        if (names.size() != 1) {
            throw invalid("RoleSessionName is required in AuthnResponse");
        }
        if (!IamNames.isSessionName(names.get(0))) {
            throw invalid("RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}");
        }
        return new SamlSession(roles, names.get(0), tags(assertion));
    }

    /** Whether the provider grants the role. */
    boolean grants(String roleArn, String principalArn) {
        return roles.contains(Set.copyOf(List.of(roleArn, principalArn)));
    }

    private static Set<String> pair(String value) {
        return Set.copyOf(Arrays.stream(value.split(",", -1)).map(String::strip).toList());
    }

    private static Map<String, String> tags(SamlAssertion assertion) {
        Map<String, String> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Attribute attribute : assertion.attributes()) {
            if (attribute.name().startsWith(TAG)) {
                String name = attribute.name().substring(TAG.length());
                List<String> values = attribute.values();
                if (!MappingLimits.isTag(name)) {
                    // It goes into answers and events: nothing of any length or form may.
                    throw new Refused(
                            Reason.INVALID_PARAMETER,
                            "A PrincipalTag in AuthnResponse is none that a session may have.");
                }
                boolean valid = values.size() == 1
                        && MappingLimits.isTagValue(values.get(0))
                        && tags.put(name, values.get(0)) == null;
                if (!valid) {
                    throw new Refused(
                            Reason.INVALID_PARAMETER,
                            "The session tag '" + name + "' must have one value, which a tag may have.");
                }
            }
        }
        return tags;
    }

    private static List<String> values(SamlAssertion assertion, String name) {
        return assertion.attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .flatMap(attribute -> attribute.values().stream())
                .toList();
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.LOGIN_INVALID, message);
    }
}
