package io.cloakpool.themes;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
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

    /** What is done for each realm is done when it is used: a server with many of them starts as fast as one with few. */
    @Test
    void nothing_goes_through_all_realms() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("getRealms(Stream)?")))
                .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
    }
}
