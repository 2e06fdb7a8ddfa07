package io.cloakpool.migration;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
@Tag("architecture")
final class ArchitectureTest {
    /** What sources rest on. */
    private static final Map<String, List<String>> KNOWN = Map.of(
            "rest", List.of("io.cloakpool.migration.http.."),
            "source", List.of("io.cloakpool.migration.account.."),
            "jdbc", List.of("io.cloakpool.migration.hash.."),
            "aws", List.of("io.cloakpool.migration.http..", "io.cloakpool.aws.."),
            "cognito", List.of("io.cloakpool.migration.http..", "io.cloakpool.migration.aws..", "io.cloakpool.aws.."));

    @Test
    void rules_know_no_keycloak_and_nothing_knows_more_of_other_modules_than_they_offer() {
        var classes = new ClassFileImporter().importPath(Path.of("target", "classes"));

        noClasses()
                .that()
                .resideOutsideOfPackage("io.cloakpool.migration.keycloak..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.keycloak..", "org.jboss..", "jakarta..", "io.cloakpool.migration.keycloak..")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("io.cloakpool.migration.spi..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.cloakpool..").and(resideOutsideOfPackage("io.cloakpool.migration.spi..")))
                .check(classes);
        for (String one : List.of("hash", "http", "aws", "source", "rest", "jdbc", "cognito", "account")) {
            noClasses()
                    .that()
                    .resideInAPackage("io.cloakpool.migration." + one + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.cloakpool..")
                            .and(resideOutsideOfPackages(Stream.concat(
                                            Stream.of(
                                                    "io.cloakpool.migration.spi..",
                                                    "io.cloakpool.migration." + one + ".."),
                                            KNOWN.getOrDefault(one, List.of()).stream())
                                    .toArray(String[]::new))))
                    .check(classes);
        }
        noClasses()
                .that()
                .resideInAPackage("io.cloakpool.migration.bulk..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.cloakpool..")
                        .and(resideOutsideOfPackages(
                                "io.cloakpool.migration.spi..",
                                "io.cloakpool.migration.account..",
                                "io.cloakpool.migration.hash..",
                                "io.cloakpool.migration.rest..",
                                // Its CSV is Cognito's.
                                "io.cloakpool.migration.cognito..",
                                "io.cloakpool.migration.bulk..")))
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.cloakpool.identitypool..")
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.cloakpool.authenticators..")
                        .and(resideOutsideOfPackages(
                                "io.cloakpool.authenticators.keycloak.base..", "io.cloakpool.authenticators.spi..")))
                .check(classes);
    }

    /** What is done for each realm is done when it is used: a server with many of them starts as fast as one with few. */
    @Test
    void nothing_goes_through_all_realms() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("getRealms(Stream)?")))
                .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
    }
}
