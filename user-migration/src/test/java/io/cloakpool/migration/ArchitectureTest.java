package io.cloakpool.migration;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
@Tag("architecture")
final class ArchitectureTest {
    @Test
    void rules_know_no_keycloak_and_nothing_knows_other_modules() {
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
        for (String one : List.of("hash", "source", "rest", "account")) {
            noClasses()
                    .that()
                    .resideInAPackage("io.cloakpool.migration." + one + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.cloakpool..")
                            .and(resideOutsideOfPackages(
                                    "io.cloakpool.migration.spi..", "io.cloakpool.migration." + one + "..")))
                    .check(classes);
        }
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.cloakpool.identitypool..", "io.cloakpool.authenticators..")
                .check(classes);
    }
}
