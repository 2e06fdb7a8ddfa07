package io.cloakpool.authenticators;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.cloakpool.authenticators.code.Codes;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom (DESIGN, section 3), and how secrets are compared. */
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

    /** A comparison that ends at the first difference tells by its time how much of a guess was right. Each of these compares in one place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.cloakpool.authenticators.code.Codes",
                "io.cloakpool.authenticators.change.UndoTokens",
                "io.cloakpool.authenticators.keycloak.RememberedDevices"
            })
    void hashes_are_compared_in_constant_time(String name) {
        classes()
                .that()
                .haveFullyQualifiedName(name)
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .check(new ClassFileImporter().importPath(Path.of("target", "classes")));
    }

    /** All that codes compare are hashes and guesses. */
    @Test
    void codes_are_compared_in_no_other_way() {
        noClasses()
                .that()
                .haveFullyQualifiedName(Codes.class.getName())
                .should()
                .callMethod(String.class, "equals", Object.class)
                .orShould()
                .callMethod(String.class, "equalsIgnoreCase", String.class)
                .orShould()
                .callMethod(Objects.class, "equals", Object.class, Object.class)
                .orShould()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .check(new ClassFileImporter().importClasses(Codes.class));
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
