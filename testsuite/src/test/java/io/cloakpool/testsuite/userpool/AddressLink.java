package io.cloakpool.testsuite.userpool;

import io.cloakpool.testsuite.demo.WebPages;
import io.cloakpool.testsuite.demo.WebPages.Page;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The link of the mail to a new address. */
record AddressLink(URI address) {
    /** No link to the same page in another language: those are without a host. */
    private static final Pattern GO_ON = Pattern.compile("href=\"(http[^\"]*/login-actions/action-token[^\"]*)\"");

    /** Of the newest mail, once there are that many. */
    static AddressLink of(Mailbox mailbox, int mails) {
        return new AddressLink(URI.create(mailbox.link(mails)));
    }

    /** Opens it and says that it is meant. */
    Page follow(WebPages browser) {
        return browser.open(goOn(browser));
    }

    /** Opens it, and gives where the page leads whoever means it. */
    URI goOn(WebPages browser) {
        Page question = browser.open(address);
        Matcher goOn = GO_ON.matcher(question.html());
        if (!goOn.find()) {
            throw new AssertionError("nothing was asked: " + question.status() + " " + question.html());
        }
        return URI.create(goOn.group(1).replace("&amp;", "&"));
    }
}
