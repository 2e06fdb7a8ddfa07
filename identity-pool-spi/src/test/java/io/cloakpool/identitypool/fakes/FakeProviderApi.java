package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.login.ProviderApi;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Providers that answer what they were told to, in turn; the last answer stays. */
public final class FakeProviderApi implements ProviderApi {
    private final Deque<Answer> answers = new ArrayDeque<>();
    /** What was asked: the address, and behind a space the credential where there was one. */
    public final List<String> asked = new ArrayList<>();

    /** Adds an answer. */
    public void answers(int status, Map<String, @Nullable Object> body) {
        answers.add(new Answer(status, body));
    }

    /** Forgets all answers. */
    public void clear() {
        answers.clear();
    }

    @Override
    public Answer get(URI address, @Nullable String bearer) {
        asked.add(bearer == null ? address.toString() : address + " " + bearer);
        Answer answer = answers.element();
        if (answers.size() > 1) {
            answers.remove();
        }
        return answer;
    }
}
