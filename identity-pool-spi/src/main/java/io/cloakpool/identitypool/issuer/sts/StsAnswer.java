package io.cloakpool.identitypool.issuer.sts;

import io.cloakpool.aws.query.XmlInput;
import io.cloakpool.aws.query.XmlInputException;
import io.cloakpool.identitypool.issuer.sts.FormPost.Outcome;
import io.cloakpool.identitypool.spi.IssuedCredentials;
import io.cloakpool.identitypool.spi.Refused;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a security token service answered, and believes none of it unseen. */
final class StsAnswer {
    /** How far the clocks of the two servers may differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final Pattern ERROR_CODE = Pattern.compile("[A-Za-z][A-Za-z0-9.]{0,63}");
    private static final Pattern ACCESS_KEY = Pattern.compile("\\w{4,128}");
    private static final Pattern SECRET_KEY = Pattern.compile("[\\x21-\\x7e]{8,256}");
    private static final Pattern SESSION_TOKEN = Pattern.compile("[\\x21-\\x7e]{8,32768}");

    private final String issuer;
    private final Outcome.Answered answer;

    StsAnswer(String issuer, Outcome.Answered answer) {
        this.issuer = issuer;
        this.answer = answer;
    }

    /**
     * The credentials of an answer of success.
     *
     * @param lifetime what was asked for
     */
    IssuedCredentials credentials(Instant now, Duration lifetime) {
        if (answer.status() != 200) {
            throw StsClient.failed(
                    issuer, errorCode().map(code -> "answered " + code).orElse("answered HTTP " + answer.status()));
        }
        try {
            XmlInput xml = xml();
            return new IssuedCredentials(
                    field(xml, "AccessKeyId", ACCESS_KEY),
                    field(xml, "SecretAccessKey", SECRET_KEY),
                    field(xml, "SessionToken", SESSION_TOKEN),
                    expiration(xml, now, lifetime));
        } catch (XmlInputException e) {
            throw nonsense("no answer of an STS");
        }
    }

    private XmlInput xml() {
        return XmlInput.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private String field(XmlInput xml, String name, Pattern form) {
        return xml.text("Credentials/" + name)
                .filter(value -> form.matcher(value).matches())
                .orElseThrow(() -> nonsense("credentials without a usable " + name));
    }

    private Instant expiration(XmlInput xml, Instant now, Duration lifetime) {
        Instant expiration = xml.text("Credentials/Expiration")
                .flatMap(StsAnswer::time)
                .orElseThrow(() -> nonsense("credentials without a usable Expiration"));
        if (!expiration.isAfter(now) || expiration.isAfter(now.plus(lifetime).plus(SKEW))) {
            throw nonsense("credentials that end at another time than was asked for");
        }
        return expiration;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Only something that looks like a code: the rest of an error may say anything about anybody. */
    private Optional<String> errorCode() {
        try {
            return xml().text("Error/Code")
                    .filter(code -> ERROR_CODE.matcher(code).matches());
        } catch (XmlInputException e) {
            return Optional.empty();
        }
    }

    private Refused nonsense(String what) {
        return StsClient.failed(issuer, "answered " + what);
    }
}
