package io.cloakpool.identitypool.exchange;

import io.cloakpool.identitypool.pool.LoginBinding;
import io.cloakpool.identitypool.role.ChosenRole;
import io.cloakpool.identitypool.role.Considerations;
import io.cloakpool.identitypool.role.Verdict;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which role and tags a login would get, and why not others. Holds nothing of a token but what became a tag.
 *
 * @param chosen null when the login would be refused
 * @param refused why it would be refused; null when it would not
 * @param considered what was looked at, in that order
 */
public record RoleExplanation(@Nullable ChosenRole chosen, @Nullable Refused refused, List<Considered> considered) {
    /**
     * Something that was looked at.
     *
     * @param binding name of the binding
     * @param subject JSON pointer of a rule in the binding's role mapping, or the name of a claim that names roles
     * @param detail what the verdict alone does not say; else empty
     */
    public record Considered(String binding, String subject, Verdict verdict, String detail) {}

    public RoleExplanation {
        considered = List.copyOf(considered);
    }

    /** Explains a choice, which may refuse. */
    static RoleExplanation of(Function<Considerations, ChosenRole> choice) {
        Recorder recorder = new Recorder();
        try {
            return new RoleExplanation(choice.apply(recorder), null, recorder.considered);
        } catch (Refused e) {
            return new RoleExplanation(null, e, recorder.considered);
        }
    }

    private static final class Recorder implements Considerations {
        private final List<Considered> considered = new ArrayList<>();

        @Override
        public void rule(LoginBinding binding, int index, Verdict verdict, String detail) {
            considered.add(new Considered(binding.name(), "/rules/" + index, verdict, detail));
        }

        @Override
        public void claim(LoginBinding binding, String claim, Verdict verdict, String detail) {
            considered.add(new Considered(binding.name(), claim, verdict, detail));
        }
    }
}
