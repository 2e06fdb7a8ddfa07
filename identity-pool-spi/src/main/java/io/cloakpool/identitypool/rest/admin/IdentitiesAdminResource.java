package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.exchange.Page;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;

/** Identities of the realm's pools. */
public final class IdentitiesAdminResource {
    private static final String KIND = "IDENTITY_POOL_IDENTITY";

    /**
     * A login that is linked to an identity.
     *
     * @param subject who it is; absent for administrators who may not see users
     */
    record LoginJson(String provider, @Nullable String subject) {}

    /** An identity as answers show it. */
    record IdentityJson(
            String id,
            String poolId,
            String status,
            @Nullable String successor,
            String createdAt,
            String modifiedAt,
            List<LoginJson> logins) {
        static IdentityJson of(Identity identity, boolean seesUsers) {
            return new IdentityJson(
                    identity.id().toString(),
                    identity.pool().toString(),
                    Choice.text(identity.status()),
                    Optional.ofNullable(identity.successor())
                            .map(IdentityId::toString)
                            .orElse(null),
                    identity.createdAt().toString(),
                    identity.modifiedAt().toString(),
                    identity.logins().stream()
                            .map(login -> new LoginJson(login.provider(), seesUsers ? login.subject() : null))
                            .toList());
        }
    }

    /**
     * A part of a pool's identities.
     *
     * @param next for the parameter {@code next} of the following request; absent on the last page
     */
    record PageJson(List<IdentityJson> identities, @Nullable String next) {
        static PageJson of(Page<Identity> page, boolean seesUsers) {
            return new PageJson(
                    page.items().stream()
                            .map(identity -> IdentityJson.of(identity, seesUsers))
                            .toList(),
                    page.next());
        }
    }

    private final AdminCalls calls;

    IdentitiesAdminResource(AdminCalls calls) {
        this.calls = calls;
    }

    /**
     * Identities of a pool by id, a page at a time; or the few that belong to one person, which takes the right to see users. Guests
     * that were never linked or retired are not stored and not listed.
     *
     * @param pool id or name. A parameter, since in the path it would take the names of roles and gateways
     * @param subject the user's id at the realm, or what another provider of the pool calls its user; not together with the others
     * @param max 1 to {@value PoolAdministration#MAX_PAGE}
     */
    @GET
    @Path("{slash:/?}")
    public Response list(
            @QueryParam("pool") @DefaultValue("") String pool,
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("max") @DefaultValue("" + PoolAdministration.MAX_PAGE) String max,
            @QueryParam("next") @Nullable String next,
            @Context UriInfo uri) {
        if (subject != null) {
            return ofSubject(pool, subject);
        }
        calls.requireView();
        return calls.frame().serve(() -> {
            boolean hideRetired =
                    Fields.flag("hideRetired", uri.getQueryParameters().get("hideRetired"));
            Page<Identity> page =
                    calls.engine().administration().identities(calls.pool(pool), number(max), next, hideRetired);
            return AdminFrame.json(200, PageJson.of(page, calls.seesUsers()));
        });
    }

    private Response ofSubject(String pool, String subject) {
        calls.requireViewUsers();
        return calls.frame().serve(() -> {
            List<Identity> found = calls.engine().reports().ofSubject(calls.pool(pool), subject);
            return AdminFrame.json(200, PageJson.of(new Page<>(found, null), true));
        });
    }

    /** One identity; a guest that was never linked or retired is not stored and not found. */
    @GET
    @Path("{identity}")
    public Response get(@PathParam("identity") String identity) {
        calls.requireView();
        return calls.frame()
                .serve(() -> AdminFrame.json(
                        200,
                        IdentityJson.of(calls.engine().administration().identity(parse(identity)), calls.seesUsers())));
    }

    /** Everything that is stored about one identity, for the person whom it belongs to. Who was given it is an admin event. */
    @GET
    @Path("{identity}/export")
    public Response export(@PathParam("identity") String identity) {
        calls.requireViewUsers();
        return calls.frame().serve(() -> {
            IdentityId id = parse(identity);
            ExportJson export = ExportJson.of(calls.engine().reports().export(id));
            calls.disclosed(KIND, "identities/" + id + "/export", Map.of("id", id.toString()));
            return AdminFrame.json(200, export);
        });
    }

    /** Ends an identity and every credential that was issued to it. */
    @POST
    @Path("{identity}/retire")
    public Response retire(@PathParam("identity") String identity) {
        calls.requireManage();
        return calls.frame().serve(() -> {
            IdentityId id = parse(identity);
            calls.engine().administration().retire(id);
            calls.changed(OperationType.ACTION, KIND, "identities/" + id + "/retire", Map.of("id", id.toString()));
            return AdminFrame.noContent();
        });
    }

    static int number(String max) {
        try {
            return Integer.parseInt(max);
        } catch (NumberFormatException e) {
            throw new Refused(Reason.INVALID_PARAMETER, "max must be a number", e);
        }
    }

    private static IdentityId parse(String text) {
        return IdentityId.parse(text)
                .orElseThrow(() -> new Refused(Reason.IDENTITY_NOT_FOUND, "There is no such identity"));
    }
}
