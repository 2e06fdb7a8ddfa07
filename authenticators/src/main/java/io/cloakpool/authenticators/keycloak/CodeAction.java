package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.CodeRequest;
import io.cloakpool.authenticators.code.Codes;
import io.cloakpool.authenticators.code.Delivery;
import io.cloakpool.authenticators.code.KeyedHash;
import io.cloakpool.authenticators.code.Purpose;
import io.cloakpool.authenticators.code.Verdict;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.UserModel;

/** Something that users must do: prove with a code that an address is theirs. */
abstract class CodeAction extends PackAction {
    final CodeChannel channel;
    private final Purpose purpose;

    CodeAction(String id, CodeChannel channel, Purpose purpose) {
        super(id);
        this.channel = channel;
        this.purpose = purpose;
    }

    /** The address in question, in its one canonical form; empty where there is nothing to prove. */
    abstract Optional<String> destination(RequiredActionContext context);

    /** Called where there is no address. */
    abstract void nothingToProve(RequiredActionContext context);

    /** Called where there is none any more when an answer comes: Keycloak lets no action be ignored by then. */
    void nothingLeftToProve(RequiredActionContext context) {
        nothingToProve(context);
    }

    /** How a code gets to the address. */
    Delivery delivery(RequiredActionContext context, String destination) {
        return channel.now(context.getSession(), context.getUser(), destination);
    }

    /**
     * Called once the user has proven that the address is theirs.
     *
     * @return false where it is no longer the address in question
     */
    abstract boolean proven(RequiredActionContext context, String destination);

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        Optional<String> destination = destination(context);
        if (destination.isEmpty()) {
            nothingToProve(context);
            return;
        }
        ask(context, destination.get());
    }

    private void ask(RequiredActionContext context, String destination) {
        context.challenge(page(context, destination)
                .after(codes(context).open(request(context, destination), delivery(context, destination))));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        Optional<String> found = destination(context);
        if (found.isEmpty()) {
            nothingLeftToProve(context);
            return;
        }
        String destination = found.get();
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        if (form.containsKey(CodePage.RESEND)) {
            context.challenge(page(context, destination)
                    .after(codes(context).resend(request(context, destination), delivery(context, destination))));
        } else if (form.containsKey(CodePage.FIELD)) {
            check(context, destination, form.getFirst(CodePage.FIELD));
        } else {
            ask(context, destination);
        }
    }

    private void check(RequiredActionContext context, String destination, String guess) {
        CodeRequest request = request(context, destination);
        Lock lock = new Lock(context.getSession(), context.getUser());
        Optional<String> locked = lock.error();
        // As in a flow: a locked user's guess is answered as if it were wrong, whatever it is.
        Verdict verdict = codes(context).check(locked.isEmpty() ? request : request.ofNobody(), guess);
        if (verdict == Verdict.RIGHT && proven(context, destination)) {
            context.success();
            return;
        }
        if (verdict == Verdict.RIGHT) {
            verdict = Verdict.EXPIRED;
        }
        EventBuilder event = context.getEvent().clone().user(context.getUser());
        switch (verdict) {
            case WRONG, USED_UP, TOO_MANY -> {
                event.error(locked.orElse(Errors.INVALID_CODE));
                lock.failed();
            }
            case EXPIRED -> event.error(Errors.EXPIRED_CODE);
            case MALFORMED, RIGHT -> {}
        }
        context.challenge(
                page(context, destination).after(verdict, codes(context).resendAfter(request)));
    }

    /** Bound to the address and no sign-in: whoever comes back another day still has the code of the mail. */
    private CodeRequest request(RequiredActionContext context, String destination) {
        UserModel user = context.getUser();
        return new CodeRequest(
                purpose,
                user.getId(),
                true,
                destination,
                Sources.of(context.getConnection()),
                new RealmHash(context.getSession()).of(KeyedHash.Use.ADDRESS, destination));
    }

    /** The page that asks for the code. */
    CodePage page(RequiredActionContext context, String destination) {
        return new CodePage(context.form(), CodePage.TITLE, channel.sentKey(), channel.mask(destination));
    }

    private static Codes codes(RequiredActionContext context) {
        return RealmCodes.of(context.getSession());
    }
}
