package io.cloakpool.authenticators.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloakpool.authenticators.challenge.ChallengeRounds;
import io.cloakpool.authenticators.challenge.ChallengeRounds.Outcome;
import io.cloakpool.authenticators.spi.ChallengePrompt;
import io.cloakpool.authenticators.spi.ChallengeState;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;

/** Asks whoever was named, or the user whom a step before has found, the questions of the server's {@link CustomChallengeProvider}. */
final class CustomChallengeStep extends PlainStep {
    private static final Logger LOG = Logger.getLogger(CustomChallengeStep.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTE = "cloakpool-custom-challenge";
    private static final String TEMPLATE = "cloakpool-challenge.ftl";
    private static final String FIELD = "answer";

    /**
     * What a sign-in keeps between two pages.
     *
     * @param subject who was asked: another name may be typed in the same browser meanwhile
     */
    record Kept(String subject, String prompt, String text, String secret, List<ChallengeState.Answer> answers) {}

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Optional<Kept> kept = kept(context);
        if (kept.isPresent()) {
            // A reload: the question stands.
            context.challenge(page(context, prompt(kept.get()), false));
            return;
        }
        EvenAnswer even = EvenAnswer.of(context.getSession());
        Optional<UserModel> user = user(context);
        run(context, even, user.orElse(null), rounds -> rounds.begin(state(context, user, List.of())));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        String answer = context.getHttpRequest().getDecodedFormParameters().getFirst(FIELD);
        Optional<Kept> kept = kept(context);
        if (answer == null || kept.isEmpty()) {
            authenticate(context);
            return;
        }
        // A question takes one answer: whatever comes of this one, it is gone.
        context.getAuthenticationSession().removeAuthNote(NOTE);
        EvenAnswer even = EvenAnswer.of(context.getSession());
        Optional<UserModel> user = user(context);
        // A locked user's answer is answered like that of a name that nobody has.
        boolean locked = user.map(known -> AuthenticatorUtils.getDisabledByBruteForceEventError(context, known))
                .isPresent();
        Optional<UserModel> answering = locked ? Optional.empty() : user;
        run(
                context,
                even,
                user.orElse(null),
                rounds -> rounds.answer(state(context, answering, kept.get().answers()), prompt(kept.get()), answer));
    }

    /** A round of it. */
    private interface Round {
        Outcome of(ChallengeRounds rounds);
    }

    private void run(AuthenticationFlowContext context, EvenAnswer even, @Nullable UserModel user, Round round) {
        CustomChallengeProvider provider = context.getSession().getProvider(CustomChallengeProvider.class);
        if (provider == null) {
            LOG.errorf(
                    "The flow of realm %s asks for a custom challenge, but the server has no provider of the SPI %s",
                    context.getRealm().getName(), CustomChallengeSpi.NAME);
            context.failure(AuthenticationFlowError.INTERNAL_ERROR);
            return;
        }
        Outcome outcome;
        try {
            outcome = round.of(new ChallengeRounds(provider, new JpaBudgets(context.getSession())));
        } catch (RuntimeException e) {
            // Of others' code; what it says may hold what only the user and it know.
            LOG.errorf(
                    "The custom challenge of realm %s failed: %s",
                    context.getRealm().getName(), e.getClass().getName());
            context.failure(AuthenticationFlowError.INTERNAL_ERROR);
            return;
        }
        answer(context, even, user, outcome);
    }

    private static void answer(
            AuthenticationFlowContext context, EvenAnswer even, @Nullable UserModel user, Outcome outcome) {
        if (outcome instanceof Outcome.Question question) {
            keep(context, question);
            Response page = page(context, question.prompt(), question.wrong());
            if (question.wrong()) {
                WrongCode.refuse(context, user, Errors.INVALID_USER_CREDENTIALS, page);
            } else {
                context.challenge(page);
            }
        } else if (outcome instanceof Outcome.Proven && user != null && user.isEnabled()) {
            even.isNotNeeded();
            SignInEpoch.begin(context.getSession(), context.getAuthenticationSession(), user);
            context.setUser(user);
            context.success();
        } else {
            WrongCode.refuse(
                    context,
                    user,
                    Errors.INVALID_USER_CREDENTIALS,
                    context.form().setError("cloakpoolChallengeWrong").createErrorPage(Response.Status.BAD_REQUEST));
        }
    }

    private static Optional<UserModel> user(AuthenticationFlowContext context) {
        return Optional.ofNullable(context.getUser()).or(() -> new Identifier(context).user());
    }

    private static String subject(AuthenticationFlowContext context) {
        return user(context).map(UserModel::getId).orElse("") + " " + new Identifier(context).canonical();
    }

    private static ChallengeState state(
            AuthenticationFlowContext context, Optional<UserModel> user, List<ChallengeState.Answer> answers) {
        return new ChallengeState(
                user.filter(UserModel::isEnabled).map(UserModel::getId),
                new Identifier(context)
                        .typed()
                        .or(() -> user.map(UserModel::getUsername))
                        .orElse(""),
                answers);
    }

    private static Response page(AuthenticationFlowContext context, ChallengePrompt prompt, boolean wrong) {
        LoginFormsProvider form = context.form().setAttribute("challengeText", prompt.text());
        if (wrong) {
            form.addError(new FormMessage(FIELD, "cloakpoolChallengeWrong"));
        }
        return form.createForm(TEMPLATE);
    }

    private static ChallengePrompt prompt(Kept kept) {
        return new ChallengePrompt(kept.prompt(), kept.text(), kept.secret());
    }

    private static void keep(AuthenticationFlowContext context, Outcome.Question question) {
        ChallengePrompt prompt = question.prompt();
        try {
            context.getAuthenticationSession()
                    .setAuthNote(
                            NOTE,
                            JSON.writeValueAsString(new Kept(
                                    subject(context),
                                    prompt.name(),
                                    prompt.text(),
                                    prompt.secret(),
                                    question.state().answers())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A challenge cannot be written", e);
        }
    }

    private static Optional<Kept> kept(AuthenticationFlowContext context) {
        String note = context.getAuthenticationSession().getAuthNote(NOTE);
        if (note == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(note, Kept.class))
                    .filter(kept -> kept.subject().equals(subject(context)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What a sign-in keeps of a challenge cannot be read", e);
        }
    }

    @Override
    public boolean requiresUser() {
        return false;
    }
}
