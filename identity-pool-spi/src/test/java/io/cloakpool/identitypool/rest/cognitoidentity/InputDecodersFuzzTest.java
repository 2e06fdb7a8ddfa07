package io.cloakpool.identitypool.rest.cognitoidentity;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonInputException;
import io.cloakpool.identitypool.fakes.Cost;
import io.cloakpool.identitypool.fakes.Damage;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged inputs of the operations; every decoder reads every input. */
@Tag("fuzz")
class InputDecodersFuzzTest {
    private static final long SEED = 20_261_131L;
    private static final int ROUNDS = 4_000;
    private static final String ID = "us-east-1:00000000-0000-4000-8000-000000000001";
    private static final List<String> SEEDS = List.of(
            "{\"IdentityPoolId\":\"" + ID + "\",\"AccountId\":\"000000000000\",\"Logins\":{\"p\":\"t\"}}",
            "{\"IdentityId\":\"" + ID
                    + "\",\"Logins\":{\"p\":\"t\"},\"CustomRoleArn\":\"arn:aws:iam::000000000000:role/user\"}",
            "{\"IdentityPoolName\":\"a pool\",\"AllowUnauthenticatedIdentities\":true,\"AllowClassicFlow\":false,"
                    + "\"DeveloperProviderName\":\"dev\",\"CognitoIdentityProviders\":[{\"ProviderName\":\"p/q\","
                    + "\"ClientId\":\"webapp\",\"ServerSideTokenCheck\":true}],\"IdentityPoolTags\":{\"k\":\"v\"}}",
            "{\"IdentityPoolId\":\"" + ID + "\",\"Roles\":{\"authenticated\":\"arn:aws:iam::000000000000:role/user\"}}",
            "{\"MaxResults\":60,\"NextToken\":\"abc\"}");
    private static final List<Function<JsonInput, Object>> DECODERS = List.of(
            IdentityOperations.GetIdInput::decode,
            IdentityOperations.GetCredentialsInput::decode,
            PoolInput::decode,
            PoolOperations.ListInput::decode,
            RoleOperations.SetRolesInput::decode);

    @Test
    void damaged_inputs_are_refused_as_such_or_still_read() {
        Damage damage = new Damage(
                SEED,
                List.of(
                        "\"",
                        ":",
                        ",",
                        "{",
                        "}",
                        "[",
                        "]",
                        "null",
                        "true",
                        "0",
                        "-1",
                        "1e9",
                        "\\u0000",
                        "\\ud83d",
                        "arn:",
                        "/",
                        "\"Logins\":{",
                        "\"Roles\":",
                        "\"MaxResults\":61",
                        ID,
                        "*",
                        "${}",
                        "<",
                        "é",
                        " "));
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String input = damage.of(damage.pick(SEEDS));
            for (Function<JsonInput, Object> decoder : DECODERS) {
                read += reads(decoder, input, round) ? 1 : 0;
            }
        }
        assertThat(read).as("inputs that were read").isBetween(1, ROUNDS * DECODERS.size() / 2);
    }

    private static boolean reads(Function<JsonInput, Object> decoder, String input, int round) {
        String told = "seed " + SEED + ", round " + round + ": " + input;
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        try {
            return Cost.bounded(() -> told, () -> decoder.apply(JsonInput.parse(bytes))) != null;
        } catch (JsonInputException | Refused e) {
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(told, e);
        }
    }
}
