package io.cloakpool.authenticators.sms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what gateways answer, and lets out nothing that they could have copied from the request. */
final class GatewayAnswers {
    private static final int MAX_DEPTH = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");
    /** As many digits of the number make an id one that tells the number. */
    private static final int TELLING_DIGITS = 6;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .build();

    private GatewayAnswers() {}

    /** The string or number at a place of a JSON answer; empty when there is none, or the answer is no JSON. */
    static Optional<String> text(String json, JsonPointer place) {
        try {
            JsonNode node = JSON.readTree(json).at(place);
            return node.isTextual() || node.isNumber() ? Optional.of(node.asText()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The message was taken. Its id is kept when it has the form of one and says nothing of the number. */
    static SmsOutcome accepted(String id, SmsMessage message) {
        String number = message.to();
        boolean tells = id.contains(number.substring(Math.max(1, number.length() - TELLING_DIGITS)));
        return new SmsOutcome.Accepted(ID.matcher(id).matches() && !tells ? id : "");
    }

    static SmsOutcome unavailable(String gateway, SmsHttp.Reply.Failed failed) {
        return new SmsOutcome.Unavailable(gateway + " " + failed.why(), failed.mayHaveArrived());
    }

    static SmsOutcome unavailable(String gateway, int status) {
        return new SmsOutcome.Unavailable(gateway + " answered with status " + status);
    }
}
