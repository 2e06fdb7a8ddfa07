package io.cloakpool.identitypool.login;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a SAML 2.0 assertion says of a sign-in, as it was signed (Assertions and Protocols for SAML 2.0, section 2). Nothing about it
 * is judged.
 *
 * @param id no other assertion of its issuer has it
 * @param issuedAt {@code IssueInstant}
 * @param nameId of the subject; null where it has none
 * @param bearers confirmations that whoever brings the assertion is the subject
 * @param audiences one set for each {@code AudienceRestriction}
 * @param notBefore of the conditions
 * @param notOnOrAfter of the conditions
 * @param sessionEnd the earliest {@code SessionNotOnOrAfter} of the authentication statements
 * @param attributes in the order of the assertion; a name may occur more than once
 */
public record SamlAssertion(
        String id,
        String issuer,
        Instant issuedAt,
        @Nullable NameId nameId,
        List<Bearer> bearers,
        List<Set<String>> audiences,
        @Nullable Instant notBefore,
        @Nullable Instant notOnOrAfter,
        @Nullable Instant sessionEnd,
        List<Attribute> attributes) {
    public SamlAssertion {
        bearers = List.copyOf(bearers);
        audiences = audiences.stream().map(Set::copyOf).toList();
        attributes = List.copyOf(attributes);
    }

    /**
     * The name of a subject (section 2.2.3).
     *
     * @param format empty where none is said, which means that it is not specified
     * @param qualifier who gave the name, where it is not the issuer
     * @param spQualifier the app for which the name was made, where it is for one alone
     */
    public record NameId(String value, String format, @Nullable String qualifier, @Nullable String spQualifier) {}

    /**
     * Whoever brings the assertion is its subject (Profiles for SAML 2.0, section 3.3), within these limits.
     *
     * @param recipient address to which the assertion is made out
     * @param inResponseTo the request that it answers
     */
    public record Bearer(
            @Nullable String recipient,
            @Nullable String inResponseTo,
            @Nullable Instant notBefore,
            @Nullable Instant notOnOrAfter) {}

    /**
     * An attribute of the subject (section 2.7.3.1).
     *
     * @param values those that are text; may be none
     */
    public record Attribute(String name, @Nullable String friendlyName, List<String> values) {
        public Attribute {
            values = List.copyOf(values);
        }
    }
}
