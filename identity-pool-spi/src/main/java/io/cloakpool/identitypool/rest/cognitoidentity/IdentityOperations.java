package io.cloakpool.identitypool.rest.cognitoidentity;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.exchange.ExchangedCredentials;
import io.cloakpool.identitypool.exchange.ExchangedToken;
import io.cloakpool.identitypool.exchange.FoundIdentity;
import io.cloakpool.identitypool.exchange.IdentityExchange;
import io.cloakpool.identitypool.pool.IdentityId;
import io.cloakpool.identitypool.pool.PoolId;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations that apps call: identities, credentials and OpenID tokens for logins. */
final class IdentityOperations {
    record GetIdInput(PoolId pool, Map<String, String> logins) {
        static GetIdInput decode(JsonInput input) {
            // Which account is asked changes nothing: a realm has one.
            input.optionalString("AccountId", FieldRules.ACCOUNT_ID);
            return new GetIdInput(Ids.poolId(input), readLogins(input));
        }
    }

    record GetCredentialsInput(IdentityId identity, Map<String, String> logins, Optional<String> customRoleArn) {
        static GetCredentialsInput decode(JsonInput input) {
            return new GetCredentialsInput(
                    Ids.identityId(input), readLogins(input), input.optionalString("CustomRoleArn", FieldRules.ARN));
        }
    }

    record GetTokenInput(IdentityId identity, Map<String, String> logins) {
        static GetTokenInput decode(JsonInput input) {
            return new GetTokenInput(Ids.identityId(input), readLogins(input));
        }
    }

    record UnlinkInput(IdentityId identity, Map<String, String> logins, Set<String> providers) {
        static UnlinkInput decode(JsonInput input) {
            input.require("Logins");
            input.require("LoginsToRemove");
            return new UnlinkInput(
                    Ids.identityId(input),
                    readLogins(input),
                    Set.copyOf(input.stringList("LoginsToRemove", 1, FieldRules.MAX_LOGINS, FieldRules.LOGIN_NAME)));
        }
    }

    private final IdentityExchange exchange;

    IdentityOperations(IdentityExchange exchange) {
        this.exchange = exchange;
    }

    List<Operation<?>> all() {
        return List.of(
                new Operation<>("GetId", Access.ANYBODY, GetIdInput::decode, this::getId),
                new Operation<>(
                        "GetCredentialsForIdentity",
                        Access.ANYBODY,
                        GetCredentialsInput::decode,
                        this::getCredentialsForIdentity),
                new Operation<>("GetOpenIdToken", Access.ANYBODY, GetTokenInput::decode, this::getOpenIdToken),
                new Operation<>("UnlinkIdentity", Access.ANYBODY, UnlinkInput::decode, this::unlink));
    }

    private JsonOutput getId(GetIdInput input, Call call) {
        FoundIdentity found = exchange.telling(call::addresses).getId(input.pool(), input.logins());
        Optional.ofNullable(found.guestSecret()).ifPresent(secret -> call.answerHeader(Call.GUEST_SECRET, secret));
        return JsonOutput.object().put("IdentityId", found.id().toString());
    }

    private JsonOutput getCredentialsForIdentity(GetCredentialsInput input, Call call) {
        ExchangedCredentials exchanged = exchange.telling(call::addresses)
                .credentials(
                        input.identity(), input.logins(), input.customRoleArn().orElse(null), call.guestSecret());
        IssuedCredentials credentials = exchanged.credentials();
        return JsonOutput.object()
                .put("IdentityId", exchanged.identityId().toString())
                .put(
                        "Credentials",
                        JsonOutput.object()
                                .put("AccessKeyId", credentials.accessKeyId())
                                .put("SecretKey", credentials.secretAccessKey())
                                .put("SessionToken", credentials.sessionToken())
                                .put("Expiration", credentials.expiration()));
    }

    private JsonOutput getOpenIdToken(GetTokenInput input, Call call) {
        ExchangedToken exchanged =
                exchange.telling(call::addresses).openIdToken(input.identity(), input.logins(), call.guestSecret());
        return JsonOutput.object()
                .put("IdentityId", exchanged.identityId().toString())
                .put("Token", exchanged.token());
    }

    private JsonOutput unlink(UnlinkInput input, Call call) {
        exchange.telling(call::addresses).unlink(input.identity(), input.logins(), input.providers());
        return JsonOutput.object();
    }

    private static Map<String, String> readLogins(JsonInput input) {
        return input.stringMap("Logins", FieldRules.MAX_LOGINS, FieldRules.LOGIN_NAME, FieldRules.LOGIN_TOKEN);
    }
}
