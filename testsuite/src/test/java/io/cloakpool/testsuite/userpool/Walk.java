package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.userpool.Members.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.testframework.realm.ManagedRealm;

/** Somebody's way through a flow in which a code is asked for. */
final class Walk {
    private final List<Runnable> approach = new ArrayList<>();
    private final List<Runnable> rest = new ArrayList<>();
    private final Arrivals arrivals;
    private Optional<Account> account = Optional.empty();

    /** Where codes arrive. */
    interface Arrivals {
        int size();

        /** The code of the newest message, once there are that many. */
        String code(int messages);
    }

    private record Account(Member member, ManagedRealm realm) {}

    private Walk(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    static Walk by(Arrivals arrivals) {
        return new Walk(arrivals);
    }

    /** Steps from the app to the page that asks for the code. */
    Walk to(Runnable steps) {
        approach.add(steps);
        return this;
    }

    /** Steps from the right code to the app. */
    Walk then(Runnable steps) {
        rest.add(steps);
        return this;
    }

    /** Whose attempts are counted. */
    Walk of(Member member, ManagedRealm realm) {
        account = Optional.of(new Account(member, realm));
        return this;
    }

    void approach() {
        approach.forEach(Runnable::run);
    }

    void rest() {
        rest.forEach(Runnable::run);
    }

    /** The link of the only mail. */
    String link() {
        return ((Mailbox) arrivals).link(1);
    }

    String code(int messages) {
        return arrivals.code(messages);
    }

    /** A code that is not the one of the message. */
    String wrongCode(int messages) {
        return code(messages).equals("000000") ? "000001" : "000000";
    }

    void assertSent(int messages) {
        assertThat(arrivals.size()).as("messages").isEqualTo(messages);
    }

    /** As many wrong codes as lock an account were given; before there is an account, there is none to lock. */
    void assertLocked() {
        account.ifPresent(one -> {
            one.member().awaitFailures(one.realm(), Members.FAILURES_UNTIL_LOCKED);
            assertThat(one.realm()
                            .admin()
                            .attackDetection()
                            .bruteForceUserStatus(one.member().id()))
                    .containsEntry("disabled", true);
        });
    }
}
