package io.cloakpool.testsuite.userpool;

import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.userpool.Members.Member;
import io.cloakpool.testsuite.userpool.Recipe.Federated;
import io.cloakpool.testsuite.userpool.Recipe.MfaRequired;
import io.cloakpool.testsuite.userpool.Recipe.Passwordless;
import io.cloakpool.testsuite.userpool.Recipe.UserPool;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.keycloak.testframework.realm.ManagedRealm;
import org.openqa.selenium.By;

/** Every flow in which a code that was sent is asked for. */
enum CodeFlow {
    SIGN_UP(Duration.ofHours(24)) {
        @Override
        Walk of(Stage stage) {
            ManagedRealm realm = stage.realm(UserPool.class);
            realm.updateWithCleanup(r -> r.registrationAllowed(true));
            Issued.add(Members.PASSWORD);
            Mailbox mailbox = stage.newMailbox();
            Visitor visitor = stage.visitor();
            return Walk.by(mailbox)
                    .to(() -> visitor.open(realm, "&prompt=create")
                            .fill("address", mailbox.address())
                            .press(GO_ON))
                    .then(() -> visitor.account("new-" + UUID.randomUUID(), Members.PASSWORD));
        }
    },
    /** By a number: the e-mail address of the account is confirmed afterwards. */
    SIGN_UP_BY_TEXT(Duration.ofHours(24)) {
        @Override
        Walk of(Stage stage) {
            ManagedRealm realm = stage.realm(UserPool.class);
            stage.texting(UserPool.class).attributes(Map.of("cloakpool.signUp.with", "email, phone"));
            realm.updateWithCleanup(r -> r.registrationAllowed(true));
            Issued.add(Members.PASSWORD);
            String number = Stage.newNumber();
            Mailbox mailbox = stage.newMailbox();
            Visitor visitor = stage.visitor();
            return Walk.by(stage.textsTo(number))
                    .to(() -> visitor.open(realm, "&prompt=create")
                            .fill("address", number)
                            .press(GO_ON))
                    .then(() -> visitor.fill("email", mailbox.address())
                            .account("new-" + UUID.randomUUID(), Members.PASSWORD)
                            .code(mailbox.code(1)));
        }
    },
    CONFIRMATION(Duration.ofHours(24)) {
        @Override
        Walk of(Stage stage) {
            Member member = stage.members(UserPool.class).unconfirmed();
            return password(stage, UserPool.class, member, Walk.by(member.mailbox()));
        }
    },
    FIRST_FACTOR_BY_MAIL(Duration.ofMinutes(5)) {
        @Override
        Walk of(Stage stage) {
            ManagedRealm realm = stage.realm(Passwordless.class);
            Member member = stage.members(Passwordless.class).withoutPassword();
            return Walk.by(member.mailbox())
                    .of(member, realm)
                    .to(() -> stage.visitor().open(realm, "").name(member.address()));
        }
    },
    FIRST_FACTOR_BY_TEXT(Duration.ofMinutes(5)) {
        @Override
        Walk of(Stage stage) {
            stage.texting(UserPool.class)
                    .require("user pool browser", "cloakpool-sms-code-sign-in", "ALTERNATIVE")
                    .require("user pool browser", "cloakpool-password", "DISABLED");
            ManagedRealm realm = stage.realm(UserPool.class);
            String number = Stage.newNumber();
            Member member = stage.members(UserPool.class).withNumber(number);
            return Walk.by(stage.textsTo(number))
                    .of(member, realm)
                    .to(() -> stage.visitor().open(realm, "").name(number));
        }
    },
    SECOND_FACTOR_BY_MAIL(Duration.ofMinutes(5)) {
        @Override
        Walk of(Stage stage) {
            Member member = stage.withCodesByMail(MfaRequired.class);
            return password(stage, MfaRequired.class, member, Walk.by(member.mailbox()));
        }
    },
    SECOND_FACTOR_BY_TEXT(Duration.ofMinutes(5)) {
        @Override
        Walk of(Stage stage) {
            stage.texting(MfaRequired.class);
            String number = Stage.newNumber();
            Member member = stage.withCodesByText(MfaRequired.class, number);
            return password(stage, MfaRequired.class, member, Walk.by(stage.textsTo(number)));
        }
    },
    ENROLMENT_BY_MAIL(Duration.ofHours(24)) {
        @Override
        Walk of(Stage stage) {
            Member member = stage.members(MfaRequired.class).withPassword();
            return password(stage, MfaRequired.class, member, Walk.by(member.mailbox()))
                    .to(() -> stage.visitor().press(factor("cloakpool-email-code-enrolment")));
        }
    },
    ENROLMENT_BY_TEXT(Duration.ofHours(24)) {
        @Override
        Walk of(Stage stage) {
            stage.texting(MfaRequired.class).action("cloakpool-sms-code-enrolment", true);
            String number = Stage.newNumber();
            Member member = stage.members(MfaRequired.class).withPassword();
            return password(stage, MfaRequired.class, member, Walk.by(stage.textsTo(number)))
                    .to(() -> stage.visitor()
                            .press(factor("cloakpool-sms-code-enrolment"))
                            .fill("phone", number)
                            .press(GO_ON));
        }
    },
    RECOVERY_BY_MAIL(Duration.ofHours(1)) {
        @Override
        Walk of(Stage stage) {
            Member member = stage.members(UserPool.class).withPassword();
            return recovery(stage, member, Walk.by(member.mailbox()));
        }
    },
    RECOVERY_BY_TEXT(Duration.ofHours(1)) {
        @Override
        Walk of(Stage stage) {
            stage.texting(UserPool.class)
                    .require("user pool recovery", "cloakpool-sms-code-recovery", "ALTERNATIVE")
                    .require("user pool recovery", "cloakpool-email-code-recovery", "DISABLED");
            String number = Stage.newNumber();
            return recovery(stage, stage.members(UserPool.class).withNumber(number), Walk.by(stage.textsTo(number)));
        }
    },
    LINK_TO_ANOTHER_PROVIDER(Duration.ofMinutes(5)) {
        @Override
        Walk of(Stage stage) {
            ManagedRealm realm = stage.realm(Passwordless.class);
            stage.company(Passwordless.class);
            Member member = stage.members(Passwordless.class).withoutPassword();
            return link(stage, realm, member);
        }
    },
    /** An account whose address nobody has confirmed: whoever reads it gets the account. */
    LINK_OF_AN_UNCONFIRMED_ACCOUNT(Duration.ofHours(1)) {
        @Override
        Walk of(Stage stage) {
            return link(
                    stage,
                    stage.realm(Federated.class),
                    stage.members(Federated.class).unconfirmed());
        }
    };

    private static final By GO_ON = By.id("kc-login");
    private static final String NEW_PASSWORD = "Another-password 2 of the tests";

    private final Duration lifetime;

    CodeFlow(Duration lifetime) {
        this.lifetime = lifetime;
    }

    /** How long a code of the flow is good. */
    Duration lifetime() {
        return lifetime;
    }

    /** Makes somebody who walks it. */
    abstract Walk of(Stage stage);

    private static Walk password(Stage stage, Class<? extends Recipe> recipe, Member member, Walk walk) {
        ManagedRealm realm = stage.realm(recipe);
        return walk.of(member, realm)
                .to(() -> stage.visitor().open(realm, "").name(member.name()).password(Members.PASSWORD));
    }

    private static Walk link(Stage stage, ManagedRealm realm, Member member) {
        Map<String, String> claims = Map.of(
                "sub",
                UUID.randomUUID().toString(),
                "email",
                member.address(),
                "given_name",
                "Ann",
                "family_name",
                "Lee");
        return Walk.by(member.mailbox())
                .of(member, realm)
                .to(() -> stage.visitor().open(realm, "").company(claims).press(By.id("linkAccount")));
    }

    private static Walk recovery(Stage stage, Member member, Walk walk) {
        ManagedRealm realm = stage.realm(UserPool.class);
        Issued.add(NEW_PASSWORD);
        return walk.of(member, realm)
                .to(() -> stage.visitor().open(realm, "").name(member.name()).forgotten(member.name()))
                .then(() -> stage.visitor().newPassword(NEW_PASSWORD));
    }

    private static By factor(String action) {
        return By.cssSelector("button[value='" + action + "']");
    }
}
