package io.cloakpool.migration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
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
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.cloakpool.identitypool..", "io.cloakpool.authenticators..")
                .check(classes);
    }
}
