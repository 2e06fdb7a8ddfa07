package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.engine.RequestLogger;
import io.cloakpool.identitypool.exchange.LoginKeys;
import io.cloakpool.identitypool.exchange.Page;
import io.cloakpool.identitypool.exchange.PoolAdministration;
import io.cloakpool.identitypool.identity.Identity;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.rest.cognitoidentity.Administrator.Change;
import io.cloakpool.identitypool.rest.cognitoidentity.Operation.Target;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations that administer identities. Guests that never signed in are not stored: they cannot be described or listed. */
final class StoredIdentityOperations {
    private static final RequestLogger LOG = RequestLogger.of(StoredIdentityOperations.class);
    /** {@code ErrorCode} of an identity that is not this realm's. */
    private static final String NOT_HERE = "AccessDenied";
    /** {@code ErrorCode} of an identity that a fault of this server keeps. */
    private static final String FAULT = "InternalServerError";

    record ListInput(PoolId pool, int max, Optional<String> next, boolean hideDisabled) {
        static ListInput decode(JsonInput input) {
            return new ListInput(
                    Ids.poolId(input),
                    input.requiredInteger("MaxResults", 1, FieldRules.MAX_RESULTS),
                    input.optionalString("NextToken", FieldRules.NEXT_TOKEN),
                    input.optionalBoolean("HideDisabled").orElse(false));
        }
    }

    record DeleteInput(List<String> ids) {
        static DeleteInput decode(JsonInput input) {
            input.require("IdentityIdsToDelete");
            return new DeleteInput(input.stringList(
                    "IdentityIdsToDelete", 1, FieldRules.MAX_DELETED_IDENTITIES, FieldRules.IDENTITY_ID));
        }
    }

    private final PoolAdministration pools;
    private final LoginKeys loginKeys;

    StoredIdentityOperations(PoolAdministration pools, LoginKeys loginKeys) {
        this.pools = pools;
        this.loginKeys = loginKeys;
    }

    List<Operation<?>> all() {
        return List.of(
                new Operation<>("DescribeIdentity", Access.VIEW, Ids::identityId, this::describe),
                new Operation<>("ListIdentities", Access.VIEW, Target.POOL, ListInput::decode, this::list),
                new Operation<>("DeleteIdentities", Access.MANAGE, DeleteInput::decode, this::delete));
    }

    private JsonOutput describe(IdentityId id, Call call) {
        Identity identity = pools.identity(id);
        call.addresses(identity.pool());
        return describe(identity);
    }

    private JsonOutput list(ListInput input, Call call) {
        call.addresses(input.pool());
        Page<Identity> page =
                pools.identities(input.pool(), input.max(), input.next().orElse(null), input.hideDisabled());
        return JsonOutput.object()
                .put("IdentityPoolId", input.pool().toString())
                .putObjects(
                        "Identities", page.items().stream().map(this::describe).toList())
                .putIfPresent("NextToken", Optional.ofNullable(page.next()));
    }

    private JsonOutput delete(DeleteInput input, Call call) {
        List<JsonOutput> unprocessed = new ArrayList<>();
        for (String text : input.ids()) {
            Optional<IdentityId> id = IdentityId.parse(text);
            Optional<String> error = id.isPresent() ? delete(id.get()) : Optional.of(NOT_HERE);
            if (error.isEmpty()) {
                call.administrator().changed(Change.DELETE, "identities/" + text, Map.of("id", text));
            } else {
                unprocessed.add(JsonOutput.object().put("IdentityId", text).put("ErrorCode", error.get()));
            }
        }
        return JsonOutput.object().putObjects("UnprocessedIdentityIds", unprocessed);
    }

    /**
     * Deletes an identity, in a transaction of its own: what fails is told in the answer, since those before it are gone.
     *
     * @return the code of the error; empty when it is deleted
     */
    private Optional<String> delete(IdentityId id) {
        try {
            pools.delete(id);
            return Optional.empty();
        } catch (RuntimeException e) {
            if (e instanceof Refused refused && refused.reason() == Reason.IDENTITY_NOT_FOUND) {
                return Optional.of(NOT_HERE);
            }
            LOG.errorf(e, "Identity %s was not deleted", id);
            return Optional.of(FAULT);
        }
    }

    private JsonOutput describe(Identity identity) {
        return JsonOutput.object()
                .put("IdentityId", identity.id().toString())
                .putStrings("Logins", loginKeys.of(identity.logins()))
                .put("CreationDate", identity.createdAt())
                .put("LastModifiedDate", identity.modifiedAt());
    }
}
