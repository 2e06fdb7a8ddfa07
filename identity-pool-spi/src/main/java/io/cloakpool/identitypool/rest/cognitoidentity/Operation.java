package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.authorize.Administration;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.pool.PoolRealm;
import java.util.Optional;
import java.util.function.Function;

/**
 * One operation of the identity-pool API.
 *
 * @param name as in {@code X-Amz-Target}
 * @param access who may call it
 * @param target what a policy must name to allow it
 * @param decoder reads and checks the input
 * @param handler does what is asked
 * @param <I> the decoded input
 */
record Operation<I>(String name, Access access, Target target, Function<JsonInput, I> decoder, Handler<I> handler) {
    /** What an operation is about. */
    enum Target {
        /** The pool that the input's {@code IdentityPoolId} names. */
        POOL {
            @Override
            Optional<PoolId> pool(JsonInput input, PoolRealm realm) {
                return Optional.of(Ids.poolId(input));
            }
        },
        /** The pool whose ARN is the input's {@code ResourceArn}. */
        RESOURCE_ARN {
            @Override
            Optional<PoolId> pool(JsonInput input, PoolRealm realm) {
                return Optional.of(Ids.resource(input, realm));
            }
        },
        /** The pool that the input's {@code IdentityPoolId} names, and the roles that it is given. */
        POOL_AND_ROLES {
            @Override
            Optional<PoolId> pool(JsonInput input, PoolRealm realm) {
                return Optional.of(Ids.poolId(input));
            }

            @Override
            Administration of(JsonInput input, PoolRealm realm) {
                return RoleOperations.SetRolesInput.decode(input).subject();
            }
        },
        /** The pool that the input's {@code IdentityPoolId} names, and whose logins it accepts. */
        POOL_AND_LOGINS {
            @Override
            Optional<PoolId> pool(JsonInput input, PoolRealm realm) {
                return Optional.of(Ids.poolId(input));
            }

            @Override
            Administration of(JsonInput input, PoolRealm realm) {
                return Administration.ofLogins(Ids.poolId(input));
            }
        },
        /** A pool that is made, under the input's {@code IdentityPoolName}. */
        NEW_POOL {
            @Override
            Optional<PoolId> pool(JsonInput input, PoolRealm realm) {
                return Optional.empty();
            }

            @Override
            Administration of(JsonInput input, PoolRealm realm) {
                return Administration.making(PoolInput.decode(input).name());
            }
        },
        /** No pool in particular. */
        REALM {
            @Override
            Optional<PoolId> pool(JsonInput input, PoolRealm realm) {
                return Optional.empty();
            }
        };

        /** The pool that an input is about; empty for none in particular. */
        abstract Optional<PoolId> pool(JsonInput input, PoolRealm realm);

        /** What policies must allow for an input. */
        Administration of(JsonInput input, PoolRealm realm) {
            return pool(input, realm).map(Administration::of).orElse(Administration.OF_REALM);
        }
    }

    /** An operation that is not about one pool, or is for everybody. */
    Operation(String name, Access access, Function<JsonInput, I> decoder, Handler<I> handler) {
        this(name, access, Target.REALM, decoder, handler);
    }

    /** Calls the use case and shapes its answer. */
    @FunctionalInterface
    interface Handler<I> {
        JsonOutput handle(I input, Call call);
    }

    JsonOutput run(JsonInput input, Call call) {
        return handler.handle(decoder.apply(input), call);
    }
}
