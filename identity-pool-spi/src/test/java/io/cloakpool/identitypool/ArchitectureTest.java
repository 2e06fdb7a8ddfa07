package io.cloakpool.identitypool;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom (DESIGN, section 3). */
@Tag("architecture")
final class ArchitectureTest {
    private static final String ROOT = "io.cloakpool.identitypool.";
    /** Others implement it, so it is one of Keycloak's providers; the engine sees it by an adapter only. */
    private static final String VERIFIER = "io\\.cloakpool\\.identitypool\\.spi\\.LoginVerifier";
    /** By path: looking for the packages would open every jar of Keycloak. */
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @ParameterizedTest
    @CsvSource({
        "spi, ''",
        "pool, 'spi'",
        "login, 'pool spi'",
        "identity, 'pool spi'",
        "role, 'pool spi'",
        "issuer, 'pool spi'",
        "exchange, 'login identity role issuer pool spi'",
        "authorize, 'issuer.embedded pool spi'",
        "rest, 'exchange authorize login identity role issuer pool spi'"
    })
    void package_knows_only_what_stands_below_it(String name, String below) {
        String[] forbidden = Stream.of("spi", "pool", "login", "identity", "role", "issuer", "issuer.embedded")
                .filter(other -> !mayKnow(name, below, other))
                .map(other -> ROOT + other + (other.equals("issuer") ? "" : ".."))
                .toArray(String[]::new);
        String[] above = Stream.of("exchange", "authorize", "rest", "keycloak")
                .filter(other -> !mayKnow(name, below, other) && !(name.equals("rest") && other.equals("keycloak")))
                .map(other -> ROOT + other + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.concat(Arrays.stream(forbidden), Arrays.stream(above))
                        .toArray(String[]::new))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void keycloak_is_known_to_adapters_doors_and_factories_only() {
        noClasses()
                .that(not(resideInAnyPackage(ROOT + "keycloak..", ROOT + "rest.."))
                        .and(not(nameMatching(".*Factory(\\$.*)?")))
                        .and(not(nameMatching(VERIFIER))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.keycloak..", "jakarta..")
                .check(CLASSES);
    }

    @Test
    void engine_has_no_server_and_no_database_in_its_imports() {
        classes()
                .that()
                .resideInAnyPackage(Stream.of("spi", "pool", "login", "identity", "role", "issuer", "exchange")
                        .map(name -> ROOT + name + "..")
                        .toArray(String[]::new))
                .and(not(nameMatching(".*Factory(\\$.*)?")))
                .and(not(nameMatching(VERIFIER)))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "io.cloakpool..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "com.github.benmanes.caffeine..")
                .check(CLASSES);
    }

    @Test
    void login_verifier_is_a_provider_of_keycloak_and_nothing_more() {
        classes()
                .that()
                .haveNameMatching(VERIFIER + "(Factory)?")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", ROOT + "spi..")
                        .or(nameMatching("org\\.keycloak\\.provider\\.Provider(Factory)?")))
                .check(CLASSES);
        noClasses()
                .that(not(resideInAnyPackage(ROOT + "keycloak..", ROOT + "spi..")))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(VERIFIER + "(Factory)?")
                .check(CLASSES);
    }

    @Test
    void adapters_are_known_to_factories_of_doors_only() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "rest..")
                .and(not(nameMatching(".*Factory(\\$.*)?")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "keycloak..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void rules_looked_at_the_engine() {
        assertThat(CLASSES.size()).isGreaterThan(50);
    }

    private static boolean mayKnow(String name, String below, String other) {
        return name.equals(other)
                || other.startsWith(name + ".")
                || Arrays.stream(below.split(" "))
                        .anyMatch(b -> b.equals(other) || (!b.isEmpty() && other.startsWith(b + ".")));
    }

    /** What is done for each realm is done when it is used: a server with many of them starts as fast as one with few. */
    @Test
    void nothing_goes_through_all_realms() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("getRealms(Stream)?")))
                .check(CLASSES);
    }
}
