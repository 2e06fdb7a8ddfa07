package io.cloakpool.identitypool.rest.admin;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/**
 * Roles, credential issuers or gateways, addressed by name. One class for all of them, since each method of a resource costs time at
 * the start of the server.
 */
public final class NamedAdminResource {
    private final AdminCalls calls;
    private final NamedCalls<?, ?> named;

    NamedAdminResource(AdminCalls calls, NamedKind<?, ?> kind) {
        this.calls = calls;
        this.named = new NamedCalls<>(calls, kind);
    }

    /** All by name. */
    @GET
    @Path("{slash:/?}")
    public Response list() {
        calls.requireView();
        return calls.frame().serve(named::list);
    }

    /** One. */
    @GET
    @Path("{name}")
    public Response get(@PathParam("name") String name) {
        calls.requireView();
        return calls.frame().serve(() -> named.get(name));
    }

    /** Makes or replaces one. */
    @PUT
    @Path("{name}")
    public Response put(@PathParam("name") String name, InputStream body) {
        calls.requireManage();
        return calls.frame().serve(() -> named.put(name, body));
    }

    /** Deletes one. */
    @DELETE
    @Path("{name}")
    public Response delete(@PathParam("name") String name) {
        calls.requireManage();
        return calls.frame().serve(() -> named.delete(name));
    }
}
