package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.logs.Issued;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.testframework.mail.MailServer;

/** The mails that arrived for one address. */
public record Mailbox(MailServer server, String address) implements Walk.Arrivals {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("(?<!\\d)(\\d{6})(?!\\d)");
    /** Keycloak's own links end with what every address of a sign-in has; ours carry a secret behind the #. */
    private static final Pattern LINK_SECRET = Pattern.compile("#\\S*=(\\S+)");
    /** No part of an address or an id. */
    private static final Pattern CODE_ALONE = Pattern.compile("(?<![\\w-])\\d{6}(?![\\w-])");
    /** Mails that were looked through. */
    private static final Set<String> ISSUED = ConcurrentHashMap.newKeySet();

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final String NOTICE = "Something changed in your account";

    @Override
    public String code(int mails) {
        return find(CODE, mails);
    }

    /** The link of the newest mail, once there are that many. */
    public String link(int mails) {
        return find(LINK, mails);
    }

    @Override
    public int size() {
        return mails().size();
    }

    /** What a user was told of changes, once so much was: the text parts. */
    List<String> notices(int number) {
        Instant end = Instant.now().plus(PATIENCE);
        while (of(true).size() < number && Instant.now().isBefore(end)) {
            server.waitForIncomingEmail(200, server.getReceivedMessages().length + 1);
        }
        List<MimeMessage> notices = of(true);
        assertThat(notices).as("notices to " + address).hasSize(number);
        return notices.stream().map(notice -> parts(notice).get(0)).toList();
    }

    /** The parts of the only notice, once there is one: text, then HTML. */
    List<String> notice() {
        notices(1);
        return parts(of(true).get(0));
    }

    /** The parts of the newest mail: text, then HTML. */
    List<String> parts(int mails) {
        await(mails);
        return parts(mails().get(mails - 1));
    }

    private static List<String> parts(MimeMessage mail) {
        try {
            Multipart parts = (Multipart) mail.getContent();
            BodyPart text = parts.getBodyPart(0);
            BodyPart html = parts.getBodyPart(1);
            return List.of(String.valueOf(text.getContent()), String.valueOf(html.getContent()));
        } catch (IOException | MessagingException e) {
            throw new AssertionError("a mail cannot be read", e);
        }
    }

    private String find(Pattern what, int mails) {
        String text = parts(mails).get(0);
        Matcher found = what.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }

    private void await(int mails) {
        Instant end = Instant.now().plus(PATIENCE);
        while (size() < mails && Instant.now().isBefore(end)) {
            server.waitForIncomingEmail(200, server.getReceivedMessages().length + 1);
        }
        assertThat(size()).as("mails to " + address).isEqualTo(mails);
    }

    /** All but the notices, which come whenever they come. */
    private List<MimeMessage> mails() {
        return of(false);
    }

    private List<MimeMessage> of(boolean notices) {
        return Arrays.stream(server.getReceivedMessages())
                .peek(Mailbox::issued)
                .filter(this::isHere)
                .filter(mail -> isNotice(mail) == notices)
                .toList();
    }

    /** Whoever's mail it is and whether or not a test reads it: none of its codes and links may be found in a log. */
    private static void issued(MimeMessage mail) {
        try {
            if (!ISSUED.add(mail.getMessageID())) {
                return;
            }
        } catch (MessagingException e) {
            throw new AssertionError("a mail cannot be read", e);
        }
        String text = parts(mail).get(0);
        Matcher code = CODE_ALONE.matcher(text);
        while (code.find()) {
            Issued.addCode(code.group());
        }
        Matcher secret = LINK_SECRET.matcher(text);
        while (secret.find()) {
            Issued.add(secret.group(1));
        }
    }

    private static boolean isNotice(MimeMessage mail) {
        try {
            return mail.getSubject().startsWith(NOTICE);
        } catch (MessagingException e) {
            throw new AssertionError("a mail cannot be read", e);
        }
    }

    private boolean isHere(MimeMessage mail) {
        try {
            return Arrays.stream(mail.getRecipients(Message.RecipientType.TO))
                    .anyMatch(to -> to.toString().toLowerCase(Locale.ROOT).equals(address));
        } catch (MessagingException e) {
            throw new AssertionError("a mail cannot be read", e);
        }
    }
}
