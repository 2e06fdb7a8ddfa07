package io.cloakpool.testsuite.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.pool.People.Person;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/**
 * An app whose users sign in at a realm by SAML: Keycloak as the identity provider.
 *
 * @param idp that realm
 * @param entityId how the app presents itself
 * @param consumer where responses are sent; nobody is there
 * @param id of its client
 */
record SamlApp(ManagedRealm idp, String entityId, String consumer, String id) implements AutoCloseable {
    private static final Pattern RESPONSE =
            Pattern.compile("name=\"SAMLResponse\"\\s+value=\"([^\"]+)\"", Pattern.CASE_INSENSITIVE);

    static SamlApp create(ManagedRealm idp, String entityId, String consumer) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(entityId);
        client.setProtocol("saml");
        client.setRedirectUris(List.of(consumer));
        client.setFrontchannelLogout(true);
        client.setAttributes(new HashMap<>(Map.of(
                "saml.assertion.signature", "true",
                "saml.server.signature", "false",
                "saml.client.signature", "false",
                "saml.authnstatement", "true",
                "saml.force.post.binding", "true",
                "saml.signature.algorithm", "RSA_SHA256",
                "saml_force_name_id_format", "true",
                "saml_name_id_format", "username",
                "saml_assertion_consumer_url_post", consumer,
                "saml_idp_initiated_sso_url_name", urlName(entityId))));
        try (Response made = idp.admin().clients().create(client)) {
            return new SamlApp(idp, entityId, consumer, ApiUtil.getCreatedId(made));
        }
    }

    /** How the realm calls itself. */
    static String issuer(ManagedRealm realm) {
        return realm.getBaseUrl().replaceFirst("^http://[^/]*", "http://localhost:8080");
    }

    /** The response to a request of the app, which the person's browser would bring it. */
    String response(Person person) {
        String request = "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_"
                + UUID.randomUUID() + "\" Version=\"2.0\" IssueInstant=\""
                + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\" Destination=\"" + issuer(idp)
                + "/protocol/saml\" AssertionConsumerServiceURL=\"" + consumer
                + "\" ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\">"
                + "<saml:Issuer xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">" + entityId
                + "</saml:Issuer></samlp:AuthnRequest>";
        return signIn(
                "/protocol/saml?SAMLRequest=" + URLEncoder.encode(deflated(request), StandardCharsets.UTF_8), person);
    }

    /** A response that nobody asked for. */
    String unsolicited(Person person) {
        return signIn("/protocol/saml/clients/" + urlName(entityId), person);
    }

    private String signIn(String path, Person person) {
        WebPages browser = new WebPages();
        Page login = browser.open(URI.create(issuer(idp) + path));
        Page after = browser.send(login, Map.of("username", person.name(), "password", People.PASSWORD));
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
            throw new IllegalStateException("bytes in memory can be written", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static String urlName(String entityId) {
        return entityId.replaceAll("[^a-z0-9]", "");
    }

    @Override
    public void close() {
        idp.admin().clients().get(id).remove();
    }
}
