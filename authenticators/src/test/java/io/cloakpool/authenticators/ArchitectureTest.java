package io.cloakpool.authenticators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may know whom (DESIGN, section 3). */
@Tag("architecture")
final class ArchitectureTest {
    @Test
    void rules_know_no_keycloak_and_nothing_knows_identity_pools() {
        var classes = new ClassFileImporter().importPath(Path.of("target", "classes"));

        noClasses()
                .that()
                .resideOutsideOfPackage("io.cloakpool.authenticators.keycloak..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.keycloak..", "jakarta..", "io.cloakpool.authenticators.keycloak..")
                .check(classes);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.cloakpool.identitypool..")
                .check(classes);
    }
}
