package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.Codes;
import io.cloakpool.authenticators.code.Sent;
import io.cloakpool.authenticators.code.Verdict;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.utils.FormMessage;

/** The page that asks for a code. */
final class CodePage {
    /** The field with the digits. */
    static final String FIELD = "code";
    /** The button that asks for another code. */
    static final String RESEND = "resend";

    /** The button that leads to another address. */
    static final String CHANGE = "change";

    /** Key of the heading of a page on which nothing else is said than that there is a code. */
    static final String TITLE = "cloakpoolCodeTitle";

    private static final String TEMPLATE = "cloakpool-code.ftl";

    private final LoginFormsProvider form;
    private boolean tellsLimits = true;

    /**
     * @param title key of the heading
     * @param sentTo key of the message that says where the code went
     * @param destination what may be shown of that place; empty where nothing may
     */
    CodePage(LoginFormsProvider form, String title, String sentTo, String destination) {
        this.form = form;
        form.setAttribute("codeTitleKey", title)
                .setAttribute("codeSentKey", sentTo)
                .setAttribute("codeDestination", destination)
                .setAttribute("codeDigits", Codes.digits());
    }

    /** Does not say that a limit is reached: it may be reached by another name of the same account. */
    CodePage withoutLimits() {
        tellsLimits = false;
        return this;
    }

    /** With a button that leads to another address. */
    CodePage withChange(String key) {
        form.setAttribute("codeChangeKey", key);
        return this;
    }

    /** After the wish for a code. */
    Response after(Sent sent) {
        form.setAttribute("codeResendAfter", sent.resendAfter().toSeconds());
        switch (sent.state()) {
            case TOO_MANY -> {
                if (tellsLimits) {
                    form.setError("cloakpoolCodeTooMany");
                }
            }
            case NOT_DELIVERED -> form.setError("cloakpoolCodeNotSent");
            case NEW, STANDING -> {}
        }
        return form.createForm(TEMPLATE);
    }

    /** After a guess that was not right. */
    Response after(Verdict verdict, Duration resendAfter) {
        String message =
                switch (verdict) {
                    case WRONG -> "cloakpoolCodeWrong";
                    case MALFORMED -> "cloakpoolCodeMissing";
                    case USED_UP -> "cloakpoolCodeUsedUp";
                    case EXPIRED -> "cloakpoolCodeExpired";
                    case TOO_MANY -> tellsLimits ? "cloakpoolCodeTooMany" : "cloakpoolCodeWrong";
                    case RIGHT -> throw new IllegalArgumentException("A right code needs no page");
                };
        form.addError(new FormMessage(FIELD, message));
        form.setAttribute("codeResendAfter", resendAfter.toSeconds());
        return form.createForm(TEMPLATE);
    }
}
