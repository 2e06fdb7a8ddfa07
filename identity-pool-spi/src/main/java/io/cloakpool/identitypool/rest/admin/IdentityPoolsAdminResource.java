package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.exchange.IdentityReports;
import io.cloakpool.identitypool.exchange.Page;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.exchange.PoolDefinition;
import io.cloakpool.identitypool.exchange.PoolUsage;
import io.cloakpool.identitypool.exchange.PoolView;
import io.cloakpool.identitypool.exchange.RoleExplanation;
import io.cloakpool.identitypool.pool.IdentityPool;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.rest.BodyLimits;
import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.rest.RequestBody;
import io.cloakpool.identitypool.rest.StrictBody;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;

/**
 * {@code /admin/realms/{realm}/identity-pools}. A pool is addressed by its id, or by its name, which is how a recipe without ids
 * is put into a realm twice without making two pools.
 */
public final class IdentityPoolsAdminResource {
    private static final String KIND = "IDENTITY_POOL";

    private final AdminCalls calls;

    IdentityPoolsAdminResource(AdminCalls calls) {
        this.calls = calls;
    }

    /** All pools by name. */
    @GET
    @Path("{slash:/?}")
    public Response list() {
        calls.requireView();
        return calls.frame().serve(() -> {
            List<PoolJson> pools = new ArrayList<>();
            @Nullable String next = null;
            do {
                Page<PoolView> page = administration().list(PoolAdministration.MAX_PAGE, next);
                page.items().forEach(pool -> pools.add(PoolJson.of(pool)));
                next = page.next();
            } while (next != null);
            return AdminFrame.json(200, pools);
        });
    }

    /** One pool. */
    @GET
    @Path("{pool}")
    public Response get(@PathParam("pool") String pool) {
        calls.requireView();
        return calls.frame().serve(() -> answer(200, administration().describe(calls.pool(pool))));
    }

    /** Makes or replaces a pool with all of its bindings, and the roles that come along, at once or not at all. */
    @PUT
    @Path("{pool}")
    public Response put(
            @PathParam("pool") String pool,
            @Context UriInfo uri,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            InputStream body) {
        calls.requireManage();
        return calls.frame().serve(() -> {
            PoolJson json = StrictBody.read(RequestBody.read(body, BodyLimits.POOL), PoolJson.class);
            boolean dry = Fields.flag("dryRun", uri.getQueryParameters().get("dryRun"));
            if (!dry) {
                calls.engine().store().lock();
            }
            UUID id = addressed(pool, json);
            boolean exists = stored(id).isPresent();
            PoolDefinition definition = json.definition();
            PoolView view = administration().put(id, definition, EntityTags.expected(ifMatch), dry);
            if (!dry) {
                calls.changed(
                        exists ? OperationType.UPDATE : OperationType.CREATE,
                        KIND,
                        view.id().toString(),
                        PoolJson.of(view));
            }
            return answer(exists || dry ? 200 : 201, view);
        });
    }

    /** Deletes a pool, its bindings and its identities. By id also one that no other call shows, since it cannot be used. */
    @DELETE
    @Path("{pool}")
    public Response delete(@PathParam("pool") String pool, @HeaderParam("If-Match") @Nullable String ifMatch) {
        calls.requireManage();
        return calls.frame().serve(() -> {
            PoolId id = calls.pool(pool);
            administration().delete(id, EntityTags.expected(ifMatch));
            calls.changed(OperationType.DELETE, KIND, id.toString(), Map.of("id", id.toString()));
            return AdminFrame.noContent();
        });
    }

    /** Which role and tags a token, or a set of claims, would get in a pool, and by which rule. Changes nothing. */
    @POST
    @Path("{pool}/explain")
    public Response explain(@PathParam("pool") String pool, InputStream body) {
        calls.requireView();
        return calls.frame().serve(() -> {
            ExplainJson asked = StrictBody.read(RequestBody.read(body, BodyLimits.EXPLAIN), ExplainJson.class);
            RoleExplanation explanation = asked.ask(calls.engine(), calls.pool(pool));
            return AdminFrame.json(
                    200, ExplanationJson.of(explanation, calls.engine().pools().realm()));
        });
    }

    /**
     * How many identities and logins are stored, a pool at a time.
     *
     * @param pool id or name; without it all usable pools, by name
     */
    @GET
    @Path("usage{slash:/?}")
    public Response usage(@QueryParam("pool") @Nullable String pool) {
        calls.requireView();
        return calls.frame().serve(() -> {
            IdentityReports reports = calls.engine().reports();
            List<PoolUsage> usage = pool == null ? reports.usage() : List.of(reports.usage(calls.pool(pool)));
            return AdminFrame.json(200, usage.stream().map(UsageJson::of).toList());
        });
    }

    /** Roles; credentials that carry a deleted one end. */
    @Path("roles")
    public NamedAdminResource roles() {
        return new NamedAdminResource(calls, NamedKind.ROLES);
    }

    /** The trust policy that a role at the security token service must have, for a pool and, where given, for some identities. */
    @GET
    @Path("roles/{name}/trust-policy")
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

    /** Credential issuers; roles that name a deleted one issue nothing. */
    @Path("issuers")
    public NamedAdminResource issuers() {
        return new NamedAdminResource(calls, NamedKind.ISSUERS);
    }

    /** Gateways. */
    @Path("gateways")
    public NamedAdminResource gateways() {
        return new NamedAdminResource(calls, NamedKind.GATEWAYS);
    }

    /** The pack's keys. */
    @Path("keys")
    public KeysAdminResource keys() {
        return new KeysAdminResource(calls);
    }

    /** Identities. */
    @Path("identities")
    public IdentitiesAdminResource identities() {
        return new IdentitiesAdminResource(calls);
    }

    private PoolAdministration administration() {
        return calls.engine().administration();
    }

    private static Reply answer(int status, PoolView view) {
        return AdminFrame.json(status, PoolJson.of(view)).with("ETag", EntityTags.of(view.revision()));
    }

    /** The id that a PUT is about: the one in the path, or that of the pool of this name, or a new one. */
    private UUID addressed(String pool, PoolJson json) {
        Optional<PoolId> id = PoolId.parse(pool);
        if (id.isPresent()) {
            if (!id.get().region().equals(calls.engine().pools().realm().region())) {
                throw Fields.invalid("The id is one of another region");
            }
            if (json.id() != null && !json.id().equals(pool)) {
                throw Fields.invalid("id is not the one in the path");
            }
            return id.get().uuid();
        }
        Fields.name(json.name(), pool);
        Optional<PoolId> named = calls.named(pool);
        if (json.id() != null && !named.map(PoolId::toString).equals(Optional.of(json.id()))) {
            throw Fields.invalid("id is not that of the pool of this name");
        }
        return named.map(PoolId::uuid).orElseGet(UUID::randomUUID);
    }

    private Optional<IdentityPool> stored(UUID id) {
        return calls.engine()
                .pools()
                .pool(new PoolId(calls.engine().pools().realm().region(), id));
    }
}
