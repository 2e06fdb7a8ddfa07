package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.testframework.realm.ManagedRealm;

/** Claims for the tokens of a realm's app. */
final class Mappers {
    private static final String APP = "app";

    private Mappers() {}

    /**
     * Has the app's tokens say more.
     *
     * @param kind id of the mapper's factory
     */
    static void add(ManagedRealm realm, String kind, Map<String, String> config) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName(kind);
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper(kind);
        mapper.setConfig(config);
        String app = realm.admin().clients().findByClientId(APP).get(0).getId();
        try (Response made =
                realm.admin().clients().get(app).getProtocolMappers().createMapper(mapper)) {
            assertThat(made.getStatus()).isEqualTo(201);
        }
    }
}
