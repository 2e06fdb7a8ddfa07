package io.cloakpool.testsuite.pool;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.testsuite.demo.SamlSignIn;
import io.cloakpool.testsuite.pool.People.Person;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/**
 * An app whose users sign in at a realm by SAML: Keycloak as the identity provider.
 *
 * @param idp that realm
 * @param id of its client
 */
record SamlApp(ManagedRealm idp, SamlSignIn signIn, String id) implements AutoCloseable {
    static SamlApp create(ManagedRealm idp, String entityId, String consumer) {
        SamlSignIn signIn = new SamlSignIn(URI.create(issuer(idp)), entityId, consumer);
        ClientRepresentation client = new ObjectMapper().convertValue(signIn.client(), ClientRepresentation.class);
        try (Response made = idp.admin().clients().create(client)) {
            return new SamlApp(idp, signIn, ApiUtil.getCreatedId(made));
        }
    }

    /** How the realm calls itself. */
    static String issuer(ManagedRealm realm) {
        return realm.getBaseUrl().replaceFirst("^http://[^/]*", "http://localhost:8080");
    }

    /** Has the identity provider say this of every user. */
    SamlApp attribute(String name, String value) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName(name + " " + value);
        mapper.setProtocol("saml");
        mapper.setProtocolMapper("saml-hardcode-attribute-mapper");
        mapper.setConfig(
                Map.of("attribute.name", name, "attribute.nameformat", "URI Reference", "attribute.value", value));
        idp.admin().clients().get(id).getProtocolMappers().createMapper(mapper).close();
        return this;
    }

    String response(Person person) {
        return signIn.response(person.name(), People.PASSWORD);
    }

    String unsolicited(Person person) {
        return signIn.unsolicited(person.name(), People.PASSWORD);
    }

    @Override
    public void close() {
        idp.admin().clients().get(id).remove();
    }
}
