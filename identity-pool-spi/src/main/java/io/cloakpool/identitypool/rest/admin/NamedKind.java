package io.cloakpool.identitypool.rest.admin;

import io.cloakpool.identitypool.engine.Engine;
import io.cloakpool.identitypool.pool.GatewaySettings;
import io.cloakpool.identitypool.pool.IssuerSettings;
import io.cloakpool.identitypool.pool.RoleSettings;
import io.cloakpool.identitypool.rest.BodyLimits;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * A kind of configuration beside pools that administrators address by name.
 *
 * @param <S> as the engine knows it
 * @param <J> as JSON has it
 * @param path below the door, in the plural
 * @param event its name in admin events
 * @param noun its name in messages
 * @param maxBody bytes of a body
 * @param json the class of {@code J}
 * @param all every one that is stored, by name
 * @param name that of one
 * @param settings reads JSON; gets the name in the path, and refuses another one in the body
 * @param shown what the door says of one, without secrets
 * @param save makes or replaces one
 * @param delete whether there was one
 */
record NamedKind<S, J>(
        String path,
        String event,
        String noun,
        int maxBody,
        Class<J> json,
        Function<Engine, List<S>> all,
        Function<S, String> name,
        BiFunction<J, String, S> settings,
        Function<S, J> shown,
        BiConsumer<Engine, S> save,
        BiPredicate<Engine, String> delete) {
    /** Two policies fit into a body. */
    static final NamedKind<RoleSettings, RoleJson> ROLES = new NamedKind<>(
            "roles",
            "IDENTITY_POOL_ROLE",
            "role",
            BodyLimits.ROLE,
            RoleJson.class,
            engine -> engine.configuration().roles(),
            RoleSettings::name,
            (json, name) -> json.settings(Fields.name(json.name(), name)),
            RoleJson::of,
            (engine, role) -> engine.issuers().saveRole(role),
            (engine, name) -> engine.store().deleteRole(name));

    /** Roles that name a deleted one issue nothing. */
    static final NamedKind<IssuerSettings, IssuerJson> ISSUERS = new NamedKind<>(
            "issuers",
            "IDENTITY_POOL_ISSUER",
            "credential issuer",
            BodyLimits.DEFAULT,
            IssuerJson.class,
            engine -> engine.configuration().issuers(),
            IssuerSettings::name,
            (json, name) -> json.settings(Fields.name(json.name(), name)),
            IssuerJson::of,
            (engine, issuer) -> engine.issuers().save(issuer),
            (engine, name) -> engine.store().deleteIssuer(name));

    /** Their secrets go in, never out. */
    static final NamedKind<GatewaySettings, GatewayJson> GATEWAYS = new NamedKind<>(
            "gateways",
            "IDENTITY_POOL_GATEWAY",
            "gateway",
            BodyLimits.DEFAULT,
            GatewayJson.class,
            engine -> engine.configuration().gateways(),
            GatewaySettings::name,
            (json, name) -> json.settings(Fields.name(json.name(), name)),
            GatewayJson::of,
            (engine, gateway) -> engine.store().saveGateway(gateway),
            (engine, name) -> engine.store().deleteGateway(name));
}
