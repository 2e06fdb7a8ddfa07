package io.cloakpool.testsuite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.logs.Issued;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * How the users of an app sign in by SAML at a realm that is its identity provider.
 *
 * @param idp the realm, as it calls itself
 * @param entityId how the app presents itself
 * @param consumer where responses are sent; nobody is there
 */
public record SamlSignIn(URI idp, String entityId, String consumer) {
    private static final Pattern RESPONSE =
            Pattern.compile("name=\"SAMLResponse\"\\s+value=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);

    /** The app as a client of the realm. */
    public Map<String, Object> client() {
        return Map.of(
                "clientId",
                entityId,
                "protocol",
                "saml",
                "redirectUris",
                List.of(consumer),
                "frontchannelLogout",
                true,
                "attributes",
                Map.of(
                        "saml.assertion.signature", "true",
                        "saml.server.signature", "false",
                        "saml.client.signature", "false",
                        "saml.authnstatement", "true",
                        "saml.force.post.binding", "true",
                        "saml.signature.algorithm", "RSA_SHA256",
                        "saml_force_name_id_format", "true",
                        "saml_name_id_format", "username",
                        "saml_assertion_consumer_url_post", consumer,
                        "saml_idp_initiated_sso_url_name", urlName()));
    }

    /** The realm as an identity provider of another one. */
    public Map<String, String> provider() {
        return Map.of(
                "idpEntityId", idp.toString(),
                "singleSignOnServiceUrl", idp + "/protocol/saml",
                "postBindingResponse", "true",
                "postBindingAuthnRequest", "true",
                "validateSignature", "true",
                "wantAssertionsSigned", "true",
                "useMetadataDescriptorUrl", "true",
                "metadataDescriptorUrl", idp + "/protocol/saml/descriptor");
    }

    /** The response to a request of the app, in base64, which the user's browser would bring it. */
    public String response(String user, String password) {
        String request = "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_"
                + UUID.randomUUID() + "\" Version=\"2.0\" IssueInstant=\""
                + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\" Destination=\"" + idp
                + "/protocol/saml\" AssertionConsumerServiceURL=\"" + consumer
                + "\" ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\">"
                + "<saml:Issuer xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">" + entityId
                + "</saml:Issuer></samlp:AuthnRequest>";
        String parameter = URLEncoder.encode(deflated(request), StandardCharsets.UTF_8);
        return signIn("/protocol/saml?SAMLRequest=" + parameter, user, password);
    }

    /** A response that nobody asked for. */
    public String unsolicited(String user, String password) {
        return signIn("/protocol/saml/clients/" + urlName(), user, password);
    }

    private String signIn(String path, String user, String password) {
        WebPages browser = new WebPages();
        Page login = browser.open(URI.create(idp + path));
        Page named = browser.send(login, Map.of("username", user));
        Page after = browser.send(named, Map.of("password", password));
        Matcher response = RESPONSE.matcher(after.html());
        assertThat(response.find()).as(after.html()).isTrue();
        Issued.add(response.group(1));
        return response.group(1);
    }

    /** HTTP redirect binding: Bindings for SAML 2.0, section 3.4.4.1. */
    private static String deflated(String request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater =
                new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            deflater.write(request.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private String urlName() {
        return entityId.replaceAll("[^a-z0-9]", "");
    }
}
