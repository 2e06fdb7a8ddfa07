package io.cloakpool.testsuite.userpool;

import io.cloakpool.testsuite.demo.SamlSignIn;
import io.cloakpool.testsuite.logs.Issued;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.resource.IdentityProviderResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.IdentityProviderMapperRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;
import org.keycloak.testframework.util.ApiUtil;

/** A company that speaks SAML, played by a realm of its own, and the realm of {@code federated.json}, which knows it until this is closed. */
final class SamlCompany implements AutoCloseable {
    static final String ALIAS = "saml";

    private final ManagedRealm realm;
    private final ManagedRealm company;
    private final String client;

    SamlCompany(ManagedRealm realm, ManagedRealm company) {
        this.realm = realm;
        this.company = company;
        String consumer = realm.getBaseUrl() + "/broker/" + ALIAS + "/endpoint";
        SamlSignIn asClient = new SamlSignIn(URI.create(company.getBaseUrl()), realm.getBaseUrl(), consumer);
        try (Response made = company.admin().clients().create(app(asClient))) {
            client = ApiUtil.getCreatedId(made);
        }
        IdentityProviderRepresentation provider = provider().toRepresentation();
        provider.setEnabled(true);
        provider.setTrustEmail(true);
        provider.getConfig().putAll(asClient.provider());
        provider().update(provider);
    }

    private static ClientRepresentation app(SamlSignIn asClient) {
        Map<String, Object> settings = new HashMap<>(asClient.client());
        Map<String, String> attributes = new HashMap<>();
        ((Map<?, ?>) settings.remove("attributes"))
                .forEach((name, value) -> attributes.put(name.toString(), value.toString()));
        attributes.put("saml_force_name_id_format", "false");
        attributes.put("saml.client.signature", "false");
        ClientRepresentation app = new ClientRepresentation();
        app.setClientId(asClient.entityId());
        app.setProtocol("saml");
        app.setRedirectUris(List.of(asClient.consumer()));
        app.setAttributes(attributes);
        app.setProtocolMappers(List.of(told("email"), told("firstName"), told("lastName")));
        return app;
    }

    private static ProtocolMapperRepresentation told(String property) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName(property);
        mapper.setProtocol("saml");
        mapper.setProtocolMapper("saml-user-property-mapper");
        mapper.setConfig(
                Map.of("user.attribute", property, "attribute.name", property, "attribute.nameformat", "Basic"));
        return mapper;
    }

    /** Somebody there, whose name is the address. */
    void person(String address) {
        Issued.add(Members.PASSWORD);
        company.admin()
                .users()
                .create(UserBuilder.create(address)
                        .email(address)
                        .name("Ann", "Lee")
                        .password(Members.PASSWORD)
                        .enabled(true)
                        .build())
                .close();
    }

    /** The company, as the realm knows it. */
    IdentityProviderResource provider() {
        return realm.admin().identityProviders().get(ALIAS);
    }

    /** Domains of addresses that the realm takes from there; empty for all. */
    void gate(String domains) {
        IdentityProviderMapperRepresentation gate = provider().getMappers().stream()
                .filter(mapper -> mapper.getName().equals("claims gate"))
                .findFirst()
                .orElseThrow();
        gate.getConfig().put("email.domains", domains);
        provider().update(gate.getId(), gate);
    }

    @Override
    public void close() {
        company.admin().clients().get(client).remove();
        gate("");
    }
}
