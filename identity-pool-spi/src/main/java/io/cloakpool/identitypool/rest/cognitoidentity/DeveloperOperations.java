package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.exchange.DeveloperRequest;
import io.cloakpool.identitypool.exchange.DeveloperUsers;
import io.cloakpool.identitypool.exchange.ExchangedToken;
import io.cloakpool.identitypool.exchange.IdentityExchange;
import io.cloakpool.identitypool.pool.CredentialLimits;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.rest.cognitoidentity.Administrator.Change;
import io.cloakpool.identitypool.rest.cognitoidentity.Operation.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations of back ends that vouch for their own users (developer-authenticated identities). */
final class DeveloperOperations {
    record TokenInput(
            PoolId pool,
            Optional<IdentityId> identity,
            Map<String, String> logins,
            Map<String, String> principalTags,
            Duration lifetime) {
        static TokenInput decode(JsonInput input) {
            input.require("Logins");
            return new TokenInput(
                    Ids.poolId(input),
                    input.has("IdentityId") ? Optional.of(Ids.identityId(input)) : Optional.empty(),
                    input.stringMap("Logins", FieldRules.MAX_LOGINS, FieldRules.LOGIN_NAME, FieldRules.LOGIN_TOKEN),
                    input.stringMap("PrincipalTags", FieldRules.MAX_TAGS, FieldRules.TAG_KEY, FieldRules.TAG_VALUE),
                    Duration.ofSeconds(input.optionalLong(
                                    "TokenDuration", 1, CredentialLimits.MAX_DEVELOPER_TOKEN_LIFETIME.toSeconds())
                            .orElse(CredentialLimits.DEFAULT_DEVELOPER_TOKEN_LIFETIME.toSeconds())));
        }
    }

    record LookupInput(
            PoolId pool, Optional<IdentityId> identity, Optional<String> user, int max, Optional<String> next) {
        static LookupInput decode(JsonInput input) {
            return new LookupInput(
                    Ids.poolId(input),
                    input.has("IdentityId") ? Optional.of(Ids.identityId(input)) : Optional.empty(),
                    input.optionalString("DeveloperUserIdentifier", FieldRules.DEVELOPER_USER),
                    input.optionalInteger("MaxResults", 1, FieldRules.MAX_RESULTS)
                            .orElse(FieldRules.MAX_RESULTS),
                    input.optionalString("NextToken", FieldRules.NEXT_TOKEN));
        }
    }

    record MergeInput(PoolId pool, String provider, String source, String destination) {
        static MergeInput decode(JsonInput input) {
            return new MergeInput(
                    Ids.poolId(input),
                    providerName(input),
                    input.requiredString("SourceUserIdentifier", FieldRules.DEVELOPER_USER),
                    input.requiredString("DestinationUserIdentifier", FieldRules.DEVELOPER_USER));
        }
    }

    record UnlinkInput(PoolId pool, IdentityId identity, String provider, String user) {
        static UnlinkInput decode(JsonInput input) {
            return new UnlinkInput(
                    Ids.poolId(input),
                    Ids.identityId(input),
                    providerName(input),
                    input.requiredString("DeveloperUserIdentifier", FieldRules.DEVELOPER_USER));
        }
    }

    private final IdentityExchange exchange;
    private final DeveloperUsers users;

    DeveloperOperations(IdentityExchange exchange, DeveloperUsers users) {
        this.exchange = exchange;
        this.users = users;
    }

    List<Operation<?>> all() {
        return List.of(
                new Operation<>(
                        "GetOpenIdTokenForDeveloperIdentity",
                        Access.DEVELOPER,
                        Target.POOL,
                        TokenInput::decode,
                        this::token),
                new Operation<>(
                        "LookupDeveloperIdentity", Access.DEVELOPER, Target.POOL, LookupInput::decode, this::lookup),
                new Operation<>(
                        "MergeDeveloperIdentities", Access.DEVELOPER, Target.POOL, MergeInput::decode, this::merge),
                new Operation<>(
                        "UnlinkDeveloperIdentity", Access.DEVELOPER, Target.POOL, UnlinkInput::decode, this::unlink));
    }

    private JsonOutput token(TokenInput input, Call call) {
        ExchangedToken exchanged = exchange.telling(call::addresses)
                .openIdTokenForDeveloper(new DeveloperRequest(
                        input.pool(),
                        input.identity().orElse(null),
                        input.logins(),
                        input.principalTags(),
                        input.lifetime(),
                        call.guestSecret()));
        return JsonOutput.object()
                .put("IdentityId", exchanged.identityId().toString())
                .put("Token", exchanged.token());
    }

    private JsonOutput lookup(LookupInput input, Call call) {
        call.addresses(input.pool());
        DeveloperUsers.Found found = users.lookup(
                input.pool(),
                input.identity().orElse(null),
                input.user().orElse(null),
                input.max(),
                input.next().orElse(null));
        return JsonOutput.object()
                .put("IdentityId", found.identity().toString())
                .putStrings("DeveloperUserIdentifierList", found.users().items())
                .putIfPresent("NextToken", Optional.ofNullable(found.users().next()));
    }

    private JsonOutput merge(MergeInput input, Call call) {
        call.addresses(input.pool());
        IdentityId survivor = users.merge(input.pool(), input.provider(), input.source(), input.destination());
        changed(call, survivor, "merge");
        return JsonOutput.object().put("IdentityId", survivor.toString());
    }

    private JsonOutput unlink(UnlinkInput input, Call call) {
        call.addresses(input.pool());
        users.unlink(input.pool(), input.identity(), input.provider(), input.user());
        changed(call, input.identity(), "unlink");
        return JsonOutput.object();
    }

    /** The back end's names of its users stay out of events: they may be anything, an e-mail address too. */
    private static void changed(Call call, IdentityId identity, String action) {
        call.administrator()
                .changed(Change.UPDATE, "identities/" + identity + "/" + action, Map.of("id", identity.toString()));
    }

    private static String providerName(JsonInput input) {
        return input.requiredString("DeveloperProviderName", FieldRules.DEVELOPER_PROVIDER_NAME);
    }
}
