package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.pool.GatewaySettings;
import io.cloakpool.identitypool.rest.BodyLimits;
import io.cloakpool.identitypool.rest.RequestBody;
import io.cloakpool.identitypool.rest.StrictBody;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.keycloak.events.admin.OperationType;

/** Gateways, addressed by name. Their secrets go in, never out. */
public final class GatewaysAdminResource {
    private static final String KIND = "IDENTITY_POOL_GATEWAY";

    private final AdminCalls calls;

    GatewaysAdminResource(AdminCalls calls) {
        this.calls = calls;
    }

    /** All gateways by name. */
    @GET
    @Path("{slash:/?}")
    public Response list() {
        calls.requireView();
        return calls.frame()
                .serve(() -> AdminFrame.json(
                        200,
                        calls.engine().configuration().gateways().stream()
                                .map(GatewayJson::of)
                                .toList()));
    }

    /** One gateway. */
    @GET
    @Path("{name}")
    public Response get(@PathParam("name") String name) {
        calls.requireView();
        return calls.frame()
                .serve(() -> AdminFrame.json(
                        200, GatewayJson.of(stored(name).orElseThrow(GatewaysAdminResource::notFound))));
    }

    /** Makes or replaces a gateway. */
    @PUT
    @Path("{name}")
    public Response put(@PathParam("name") String name, InputStream body) {
        calls.requireManage();
        return calls.frame().serve(() -> {
            GatewayJson json = StrictBody.read(RequestBody.read(body, BodyLimits.DEFAULT), GatewayJson.class);
            boolean exists = stored(name).isPresent();
            GatewaySettings settings = json.settings(Fields.name(json.name(), name));
            calls.engine().store().saveGateway(settings);
            GatewayJson masked = GatewayJson.of(settings);
            calls.changed(exists ? OperationType.UPDATE : OperationType.CREATE, KIND, "gateways/" + name, masked);
            return AdminFrame.json(exists ? 200 : 201, masked);
        });
    }

    /** Deletes a gateway. */
    @DELETE
    @Path("{name}")
    public Response delete(@PathParam("name") String name) {
        calls.requireManage();
        return calls.frame().serve(() -> {
            if (!calls.engine().store().deleteGateway(name)) {
                throw notFound();
            }
            calls.changed(OperationType.DELETE, KIND, "gateways/" + name, Map.of("name", name));
            return AdminFrame.noContent();
        });
    }

    private Optional<GatewaySettings> stored(String name) {
        return calls.engine().configuration().gateways().stream()
                .filter(gateway -> gateway.name().equals(name))
                .findFirst();
    }

    private static Refused notFound() {
        return new Refused(Reason.RESOURCE_NOT_FOUND, "There is no such gateway");
    }
}
