package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.pool.IssuerSettings;
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

/** Credential issuers, addressed by name. */
public final class IssuersAdminResource {
    private static final String KIND = "IDENTITY_POOL_ISSUER";

    private final AdminCalls calls;

    IssuersAdminResource(AdminCalls calls) {
        this.calls = calls;
    }

    /** All credential issuers by name. */
    @GET
    @Path("{slash:/?}")
    public Response list() {
        calls.requireView();
        return calls.frame()
                .serve(() -> AdminFrame.json(
                        200,
                        calls.engine().configuration().issuers().stream()
                                .map(IssuerJson::of)
                                .toList()));
    }

    /** One of them. */
    @GET
    @Path("{name}")
    public Response get(@PathParam("name") String name) {
        calls.requireView();
        return calls.frame()
                .serve(() ->
                        AdminFrame.json(200, IssuerJson.of(stored(name).orElseThrow(IssuersAdminResource::notFound))));
    }

    /** Makes or replaces one. */
    @PUT
    @Path("{name}")
    public Response put(@PathParam("name") String name, InputStream body) {
        calls.requireManage();
        return calls.frame().serve(() -> {
            IssuerJson json = StrictBody.read(RequestBody.read(body, BodyLimits.DEFAULT), IssuerJson.class);
            boolean exists = stored(name).isPresent();
            IssuerSettings settings = json.settings(Fields.name(json.name(), name));
            calls.engine().issuers().save(settings);
            IssuerJson answer = IssuerJson.of(settings);
            calls.changed(exists ? OperationType.UPDATE : OperationType.CREATE, KIND, "issuers/" + name, answer);
            return AdminFrame.json(exists ? 200 : 201, answer);
        });
    }

    /** Deletes one; roles that name it issue nothing then. */
    @DELETE
    @Path("{name}")
    public Response delete(@PathParam("name") String name) {
        calls.requireManage();
        return calls.frame().serve(() -> {
            if (!calls.engine().store().deleteIssuer(name)) {
                throw notFound();
            }
            calls.changed(OperationType.DELETE, KIND, "issuers/" + name, Map.of("name", name));
            return AdminFrame.noContent();
        });
    }

    private Optional<IssuerSettings> stored(String name) {
        return calls.engine().configuration().issuers().stream()
                .filter(issuer -> issuer.name().equals(name))
                .findFirst();
    }

    private static Refused notFound() {
        return new Refused(Reason.RESOURCE_NOT_FOUND, "There is no such credential issuer");
    }
}
