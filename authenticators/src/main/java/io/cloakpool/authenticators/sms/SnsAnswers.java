package io.cloakpool.authenticators.sms;

import io.cloakpool.authenticators.spi.SmsMessage;
import io.cloakpool.authenticators.spi.SmsOutcome;
import io.cloakpool.aws.query.XmlInput;
import io.cloakpool.aws.query.XmlInputException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Amazon SNS answers to {@code Publish}, and what it means. */
final class SnsAnswers {
    static final String GATEWAY = "Amazon SNS";

    private static final String OPTED_OUT = "OptedOut";
    private static final Set<String> INVALID = Set.of("InvalidParameter", "InvalidParameterValue");
    /** So begins what SNS says of a number that it does not send to; other parameters are the configuration's fault. */
    private static final String ABOUT_NUMBER = "Invalid parameter: PhoneNumber";

    private static final Pattern CODE = Pattern.compile("[A-Za-z.]{1,64}");
    private static final int BAD_REQUEST = 400;

    private SnsAnswers() {}

    static SmsOutcome outcome(SmsHttp.Reply.Answered answer, SmsMessage message) {
        Optional<XmlInput> xml = xml(answer.body());
        if (answer.status() == 200) {
            return xml.flatMap(input -> text(input, "PublishResult/MessageId"))
                    .map(id -> GatewayAnswers.accepted(id, message))
                    .orElseGet(() -> new SmsOutcome.Unavailable(GATEWAY + " gave no id of the message", true));
        }
        Optional<String> code = xml.flatMap(input -> text(input, "Error/Code"))
                .filter(text -> CODE.matcher(text).matches());
        if (code.isEmpty()) {
            return GatewayAnswers.unavailable(GATEWAY, answer.status());
        }
        boolean aboutNumber = xml.flatMap(input -> text(input, "Error/Message"))
                .filter(text -> text.startsWith(ABOUT_NUMBER))
                .isPresent();
        boolean rejected = answer.status() == BAD_REQUEST
                && (code.get().equals(OPTED_OUT) || (INVALID.contains(code.get()) && aboutNumber));
        return rejected
                ? new SmsOutcome.Rejected(GATEWAY + " does not take the number: " + code.get())
                : new SmsOutcome.Unavailable(
                        GATEWAY + " answered with status " + answer.status() + " and error " + code.get());
    }

    private static Optional<XmlInput> xml(String body) {
        try {
            return Optional.of(XmlInput.parse(body.getBytes(StandardCharsets.UTF_8)));
        } catch (XmlInputException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(XmlInput xml, String path) {
        try {
            return xml.text(path);
        } catch (XmlInputException e) {
            return Optional.empty();
        }
    }
}
