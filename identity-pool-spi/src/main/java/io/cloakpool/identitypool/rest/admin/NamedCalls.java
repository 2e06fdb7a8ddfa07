package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.rest.Reply;
import io.cloakpool.identitypool.rest.RequestBody;
import io.cloakpool.identitypool.rest.StrictBody;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;

/** What administrators do with one kind of configuration. That the caller may has been decided. */
final class NamedCalls<S, J> {
    private final AdminCalls calls;
    private final NamedKind<S, J> kind;

    NamedCalls(AdminCalls calls, NamedKind<S, J> kind) {
        this.calls = calls;
        this.kind = kind;
    }

    Reply list() {
        return AdminFrame.json(
                200, kind.all().apply(calls.engine()).stream().map(kind.shown()).toList());
    }

    Reply get(String name) {
        return AdminFrame.json(200, kind.shown().apply(stored(name).orElseThrow(this::notFound)));
    }

    Reply put(String name, @Nullable InputStream body) {
        J json = StrictBody.read(RequestBody.read(body, kind.maxBody()), kind.json());
        boolean exists = stored(name).isPresent();
        S settings = kind.settings().apply(json, name);
        kind.save().accept(calls.engine(), settings);
        J shown = kind.shown().apply(settings);
        changed(exists ? OperationType.UPDATE : OperationType.CREATE, name, shown);
        return AdminFrame.json(exists ? 200 : 201, shown);
    }

    Reply delete(String name) {
        if (!kind.delete().test(calls.engine(), name)) {
            throw notFound();
        }
        changed(OperationType.DELETE, name, Map.of("name", name));
        return AdminFrame.noContent();
    }

    private void changed(OperationType operation, String name, Object representation) {
        calls.changed(operation, kind.event(), kind.path() + "/" + name, representation);
    }

    private Optional<S> stored(String name) {
        return kind.all().apply(calls.engine()).stream()
                .filter(one -> kind.name().apply(one).equals(name))
                .findFirst();
    }

    private Refused notFound() {
        return new Refused(Reason.RESOURCE_NOT_FOUND, "There is no such " + kind.noun());
    }
}
