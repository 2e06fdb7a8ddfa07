package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.rest.BodyLimits;
import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.rest.RequestBody;
import io.cloakpool.identitypool.rest.StrictBody;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;

/** Roles, addressed by name. A body may have {@link BodyLimits#ROLE} bytes, so that two policies fit. */
public final class RolesAdminResource {
    private static final String KIND = "IDENTITY_POOL_ROLE";

    private final AdminCalls calls;

    RolesAdminResource(AdminCalls calls) {
        this.calls = calls;
    }

    /** All roles by name. */
    @GET
    @Path("{slash:/?}")
    public Response list() {
        calls.requireView();
        return calls.frame()
                .serve(() -> AdminFrame.json(
                        200,
                        calls.engine().configuration().roles().stream()
                                .map(RoleJson::of)
                                .toList()));
    }

    /** One role. */
    @GET
    @Path("{name}")
    public Response get(@PathParam("name") String name) {
        calls.requireView();
        return calls.frame()
                .serve(() -> AdminFrame.json(200, RoleJson.of(stored(name).orElseThrow(RolesAdminResource::notFound))));
    }

    /** Makes or replaces a role. */
    @PUT
    @Path("{name}")
    public Response put(@PathParam("name") String name, InputStream body) {
        calls.requireManage();
        return calls.frame().serve(() -> {
            RoleJson json = StrictBody.read(RequestBody.read(body, BodyLimits.ROLE), RoleJson.class);
            boolean exists = stored(name).isPresent();
            RoleSettings settings = json.settings(Fields.name(json.name(), name));
            calls.engine().issuers().saveRole(settings);
            calls.changed(
                    exists ? OperationType.UPDATE : OperationType.CREATE, KIND, "roles/" + name, RoleJson.of(settings));
            return AdminFrame.json(exists ? 200 : 201, RoleJson.of(settings));
        });
    }

    /** The trust policy that the role at the security token service must have, for a pool and, where given, for some identities. */
    @GET
    @Path("{name}/trust-policy")
    public Response trustPolicy(
            @PathParam("name") String name,
            @QueryParam("pool") @Nullable String pool,
            @QueryParam("identity") List<String> identities) {
        calls.requireView();
        return calls.frame()
                .serve(() -> Reply.of(
                        200,
                        "application/json",
                        calls.engine()
                                .issuers()
                                .trustPolicy(name, pool, identities)
                                .getBytes(StandardCharsets.UTF_8)));
    }

    /** Deletes a role; credentials that carry it end. */
    @DELETE
    @Path("{name}")
    public Response delete(@PathParam("name") String name) {
        calls.requireManage();
        return calls.frame().serve(() -> {
            if (!calls.engine().store().deleteRole(name)) {
                throw notFound();
            }
            calls.changed(OperationType.DELETE, KIND, "roles/" + name, Map.of("name", name));
            return AdminFrame.noContent();
        });
    }

    private Optional<RoleSettings> stored(String name) {
        return calls.engine().configuration().roles().stream()
                .filter(role -> role.name().equals(name))
                .findFirst();
    }

    private static Refused notFound() {
        return new Refused(Reason.RESOURCE_NOT_FOUND, "There is no such role");
    }
}
