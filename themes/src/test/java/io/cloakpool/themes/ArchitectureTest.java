package io.cloakpool.themes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
@Tag("architecture")
final class ArchitectureTest {
    @Test
    void rules_of_branding_know_no_keycloak() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.cloakpool.themes.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.keycloak..", "jakarta..", "io.cloakpool.themes.rest..")
                .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
    }
}
