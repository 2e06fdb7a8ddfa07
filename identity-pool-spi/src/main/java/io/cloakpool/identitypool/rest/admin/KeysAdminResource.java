package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.PoolStore;
import io.cloakpool.identitypool.pool.StoredConfiguration.KeySummary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.BiConsumer;
import org.keycloak.events.admin.OperationType;

/** The pack's keys of the realm. Their material never leaves by this door. */
public final class KeysAdminResource {
    private static final String KIND = "IDENTITY_POOL_KEY";

    /** A key as answers show it. */
    record KeyJson(String keyId, String name, String kind, String status, String createdAt) {
        static KeyJson of(KeySummary key) {
            return new KeyJson(
                    key.keyId(),
                    key.name(),
                    Choice.text(key.kind()),
                    Choice.text(key.status()),
                    key.createdAt().toString());
        }
    }

    private final AdminCalls calls;

    KeysAdminResource(AdminCalls calls) {
        this.calls = calls;
    }

    /** All keys. */
    @GET
    @Path("{slash:/?}")
    public Response list() {
        calls.requireView();
        return calls.frame()
                .serve(() -> AdminFrame.json(
                        200,
                        calls.engine().configuration().keys().stream()
                                .map(KeyJson::of)
                                .toList()));
    }

    /** Makes a new active key of a kind; the one before it goes on verifying. */
    @POST
    @Path("{kind}/rotate")
    public Response rotate(@PathParam("kind") String kind) {
        calls.requireManage();
        return change(kind, "rotate", PoolStore::rotateKey);
    }

    /** Makes a new active key of a kind and disables all others: what was made with them ends at once. */
    @POST
    @Path("{kind}/replace")
    public Response replace(@PathParam("kind") String kind) {
        calls.requireManage();
        return change(kind, "replace", PoolStore::replaceKeys);
    }

    private Response change(String kind, String action, BiConsumer<PoolStore, PoolStore.KeyKind> change) {
        return calls.frame().serve(() -> {
            PoolStore.KeyKind parsed = Enums.parse(PoolStore.KeyKind.class, "The kind of key", kind);
            change.accept(calls.engine().store(), parsed);
            calls.changed(OperationType.ACTION, KIND, "keys/" + kind + "/" + action, Map.of("kind", kind));
            return AdminFrame.noContent();
        });
    }
}
