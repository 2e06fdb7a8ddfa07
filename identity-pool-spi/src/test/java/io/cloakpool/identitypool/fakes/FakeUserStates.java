package io.cloakpool.identitypool.fakes;

import io.cloakpool.identitypool.pool.UserStates;
import java.util.ArrayList;
import java.util.List;

/** One state for everybody, and a record of what was asked. */
public final class FakeUserStates implements UserStates {
    private final List<String> journal;
    private State state = State.GOOD;
    private State apart = State.GOOD;
    public final List<Question> questions = new ArrayList<>();

    /** @param journal where the calls of other fakes are written too, to see the order */
    public FakeUserStates(List<String> journal) {
        this.journal = journal;
    }

    public void answer(State always) {
        state = always;
        apart = always;
    }

    public void answerLast(State last) {
        state = last;
    }

    @Override
    public State state(Question question) {
        journal.add("state");
        questions.add(question);
        return state;
    }

    @Override
    public State stateApart(Question question) {
        journal.add("stateApart");
        questions.add(question);
        return apart;
    }
}
