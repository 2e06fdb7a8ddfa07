package io.cloakpool.authenticators.keycloak;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;

class EvenAnswerTest {
    private static final long TICK = EvenAnswer.TICK.toNanos();

    /** Steps whose answer tells nothing of a user that is not known already, and why. */
    private static final Set<Class<?>> TELL_NOTHING = Set.of(
            // Take whatever is typed and look nobody up.
            IdentifierForm.class,
            RecoveryIdentifier.class,
            SignUpIdentifier.class,
            // Come after the proof of a first factor.
            DeviceCondition.class,
            DirectGrantSecondFactor.class,
            RememberDevice.class,
            SecondFactorNeeded.class,
            // Stand behind Keycloak's page that says there is an account with the address.
            BrokerLink.class,
            BrokerLinkPassword.class);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPath(Path.of("target", "classes", "io", "cloakpool", "authenticators", "keycloak"));

    private long now;
    private final List<Long> slept = new ArrayList<>();

    private EvenAnswer begin() {
        EvenAnswer answer = new EvenAnswer(() -> now, slept::add);
        answer.begin();
        return answer;
    }

    @Test
    void whatever_the_work_takes_the_answer_leaves_at_a_tick() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            now = random.nextLong(1_000_000 * TICK);
            long start = now;
            EvenAnswer answer = begin();
            now += random.nextLong(20 * TICK);
            slept.clear();

            answer.commit();

            assertThat(slept).singleElement().satisfies(time -> {
                assertThat(time).isBetween(1L, TICK);
                assertThat((now + time - start) % TICK).isZero();
            });
        }
    }

    @Test
    void so_does_one_of_work_that_failed() {
        EvenAnswer answer = begin();
        now += TICK / 4;

        answer.rollback();

        assertThat(slept).containsExactly(TICK - TICK / 4);
    }

    @Test
    void whoever_has_proven_who_they_are_does_not_wait() {
        EvenAnswer answer = begin();
        answer.isNotNeeded();

        answer.commit();

        assertThat(slept).isEmpty();
    }

    /** What Keycloak's check of the form has done by then is a part of what the time would tell. */
    @Test
    void the_form_of_a_sign_up_counts_from_where_its_request_began() {
        Map<String, Object> attributes = new HashMap<>();
        List<KeycloakTransaction> after = new ArrayList<>();
        KeycloakTransactionManager transactions = Stubs.of(
                KeycloakTransactionManager.class,
                Map.of(
                        "enlistAfterCompletion",
                        given -> after.add((KeycloakTransaction) Objects.requireNonNull(given.get(0)))));
        KeycloakSession session = Stubs.of(
                KeycloakSession.class,
                Map.of(
                        "setAttribute",
                        given -> attributes.put(String.valueOf(given.get(0)), Objects.requireNonNull(given.get(1))),
                        "getAttribute",
                        given -> attributes.get(String.valueOf(given.get(0))),
                        "getTransactionManager",
                        none -> transactions));
        new EventGuardFactory().create(session);
        long began = (Long) attributes.values().iterator().next();
        attributes.replaceAll((name, value) -> began - TICK / 2);

        EvenAnswer answer = EvenAnswer.ofRequest(session);

        assertThat(after).containsExactly(answer);
        assertThat(answer.elapsed()).isBetween(TICK / 2, TICK * 20);
    }

    /** A step that is added either evens its answers or says here why it need not. */
    @Test
    void every_step_that_looks_at_users_before_they_have_proven_anything_evens_its_answers() {
        Set<String> uneven = CLASSES.stream()
                .filter(type -> type.isAssignableTo(Authenticator.class)
                        && !type.getModifiers().contains(ABSTRACT))
                .filter(type -> lineage(type).noneMatch(EvenAnswerTest::evens))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(uneven)
                .containsExactlyInAnyOrderElementsOf(
                        TELL_NOTHING.stream().map(Class::getName).toList());
    }

    /** A right answer must not be late: each step that evens its answers says when that is not needed. */
    @Test
    void every_step_that_evens_its_answers_lets_the_right_ones_go() {
        List<JavaClass> even = CLASSES.stream().filter(EvenAnswerTest::evens).toList();

        assertThat(even).hasSizeGreaterThanOrEqualTo(3).allMatch(type -> calls(type, "isNotNeeded"));
    }

    private static Stream<JavaClass> lineage(JavaClass type) {
        return Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream());
    }

    private static boolean evens(JavaClass type) {
        return !type.isEquivalentTo(EvenAnswer.class) && (calls(type, "of") || calls(type, "ofRequest"));
    }

    private static boolean calls(JavaClass type, String method) {
        return Stream.concat(
                        type.getMethodCallsFromSelf().stream().map(call -> call.getTarget()),
                        type.getMethodReferencesFromSelf().stream().map(reference -> reference.getTarget()))
                .anyMatch(target -> target.getOwner().isEquivalentTo(EvenAnswer.class)
                        && target.getName().equals(method));
    }
}
