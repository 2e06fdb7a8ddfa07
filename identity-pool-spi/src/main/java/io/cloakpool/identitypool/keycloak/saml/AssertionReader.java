package io.cloakpool.identitypool.keycloak.saml;

import io.cloakpool.identitypool.login.SamlAssertion;
import io.cloakpool.identitypool.login.SamlAssertion.Attribute;
import io.cloakpool.identitypool.login.SamlAssertion.Bearer;
import io.cloakpool.identitypool.login.SamlAssertion.NameId;
import io.cloakpool.identitypool.spi.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads a SAML 2.0 assertion, strictly: what it does not know and could not ignore makes the assertion worthless. */
final class AssertionReader {
    private static final String VERSION = "2.0";
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    private static final String SUBJECT = "Subject";
    private static final String AUTHN_STATEMENT = "AuthnStatement";
    private static final String AUDIENCE_RESTRICTION = "AudienceRestriction";
    private static final String NOT_BEFORE = "NotBefore";
    private static final String NOT_ON_OR_AFTER = "NotOnOrAfter";

    private final Element assertion;

    /** @throws Refused unless it is an assertion of this version */
    AssertionReader(Element assertion) {
        if (!Xml.is(assertion, Xml.ASSERTION_NS, "Assertion")
                || !Xml.attribute(assertion, "Version").filter(VERSION::equals).isPresent()) {
            throw Xml.invalid("what is signed is no assertion of SAML 2.0");
        }
        this.assertion = assertion;
    }

    SamlAssertion read() {
        Element conditions =
                child(assertion, "Conditions").orElseThrow(() -> Xml.invalid("the assertion has no conditions"));
        requireKnown(conditions);
        return new SamlAssertion(
                Xml.attribute(assertion, "ID").filter(id -> !id.isEmpty()).orElseThrow(() -> missing("ID")),
                child(assertion, "Issuer").map(Xml::text).orElseThrow(() -> missing("Issuer")),
                time(assertion, "IssueInstant").orElseThrow(() -> missing("IssueInstant")),
                nameId(),
                bearers(),
                audiences(conditions),
                time(conditions, NOT_BEFORE).orElse(null),
                time(conditions, NOT_ON_OR_AFTER).orElse(null),
                sessionEnd(),
                attributes());
    }

    /**
     * A condition that is not understood makes the whole assertion uncertain (section 2.5.1.1). One use is one too few: a client
     * sends the assertion with each operation.
     */
    private static void requireKnown(Element conditions) {
        for (Node child = conditions.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element condition && !Xml.is(condition, Xml.ASSERTION_NS, AUDIENCE_RESTRICTION)) {
                throw Xml.invalid("the assertion has a condition other than " + AUDIENCE_RESTRICTION);
            }
        }
    }

    private @Nullable NameId nameId() {
        return child(assertion, SUBJECT)
                .flatMap(subject -> child(subject, "NameID"))
                .map(name -> new NameId(
                        Xml.text(name),
                        Xml.attribute(name, "Format").orElse(""),
                        Xml.attribute(name, "NameQualifier").orElse(null),
                        Xml.attribute(name, "SPNameQualifier").orElse(null)))
                .orElse(null);
    }

    private List<Bearer> bearers() {
        return child(assertion, SUBJECT).stream()
                .flatMap(subject -> children(subject, "SubjectConfirmation"))
                .filter(confirmation -> Xml.attribute(confirmation, "Method")
                        .filter(BEARER::equals)
                        .isPresent())
                .flatMap(confirmation -> child(confirmation, "SubjectConfirmationData").stream())
                .map(data -> new Bearer(
                        Xml.attribute(data, "Recipient").orElse(null),
                        Xml.attribute(data, "InResponseTo")
                                .filter(request -> !request.isEmpty())
                                .orElse(null),
                        time(data, NOT_BEFORE).orElse(null),
                        time(data, NOT_ON_OR_AFTER).orElse(null)))
                .toList();
    }

    private static List<Set<String>> audiences(Element conditions) {
        return children(conditions, AUDIENCE_RESTRICTION)
                .map(restriction ->
                        children(restriction, "Audience").map(Xml::text).collect(Collectors.toUnmodifiableSet()))
                .toList();
    }

    /** Without such a statement the assertion tells of somebody, and not that somebody signed in (Profiles, section 4.1.4.2). */
    private @Nullable Instant sessionEnd() {
        List<Element> statements = children(assertion, AUTHN_STATEMENT).toList();
        if (statements.isEmpty()) {
            throw missing(AUTHN_STATEMENT);
        }
        return statements.stream()
                .flatMap(statement -> time(statement, "SessionNotOnOrAfter").stream())
                .min(Instant::compareTo)
                .orElse(null);
    }

    private List<Attribute> attributes() {
        return children(assertion, "AttributeStatement")
                .flatMap(statement -> children(statement, "Attribute"))
                .map(attribute -> new Attribute(
                        Xml.attribute(attribute, "Name").orElseThrow(() -> missing("Name")),
                        Xml.attribute(attribute, "FriendlyName").orElse(null),
                        values(attribute)))
                .toList();
    }

    /** None where one of them is no text: what is left would look like all. */
    private static List<String> values(Element attribute) {
        List<Element> values = children(attribute, "AttributeValue").toList();
        return values.stream().allMatch(Xml::isText)
                ? values.stream()
                        .map(Element::getTextContent)
                        .filter(Objects::nonNull)
                        .toList()
                : List.of();
    }

    private static Optional<Element> child(Element parent, String name) {
        return Xml.child(parent, Xml.ASSERTION_NS, name);
    }

    private static Stream<Element> children(Element parent, String name) {
        return Xml.children(parent, Xml.ASSERTION_NS, name).stream();
    }

    private static Optional<Instant> time(Element element, String name) {
        return Xml.attribute(element, name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw Xml.invalid(name + " is no time");
            }
        });
    }

    private static Refused missing(String what) {
        return Xml.invalid("the assertion has no " + what);
    }
}
