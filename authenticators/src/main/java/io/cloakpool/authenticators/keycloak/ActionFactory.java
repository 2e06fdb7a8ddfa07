package io.cloakpool.authenticators.keycloak;

import java.util.function.Supplier;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Things that users must do. */
abstract class ActionFactory implements RequiredActionFactory, StatelessFactory<RequiredActionProvider> {
    private final String id;
    private final String title;
    private final Supplier<RequiredActionProvider> actions;

    ActionFactory(String id, String title, Supplier<RequiredActionProvider> actions) {
        this.id = id;
        this.title = title;
        this.actions = actions;
    }

    /** {@code cloakpool-email-code-enrolment}. */
    public static final class EmailEnrolment extends ActionFactory {
        public EmailEnrolment() {
            super(
                    CodeEnrolment.id(new EmailChannel()),
                    "Set up codes by e-mail (Cloakpool)",
                    () -> new CodeEnrolment(new EmailChannel()));
        }
    }

    /** {@code cloakpool-sms-code-enrolment}. */
    public static final class SmsEnrolling extends ActionFactory {
        public SmsEnrolling() {
            super(CodeEnrolment.id(new SmsChannel()), "Set up codes by text message (Cloakpool)", SmsEnrolment::new);
        }
    }

    /** {@code cloakpool-confirm-email}. */
    public static final class Confirmation extends ActionFactory {
        public Confirmation() {
            super(ConfirmEmail.ID, "Confirm the e-mail address (Cloakpool)", ConfirmEmail::new);
        }
    }

    /** {@code cloakpool-second-factor-enrolment}. */
    public static final class Choice extends ActionFactory {
        public Choice() {
            super(SecondFactorChoice.ID, "Choose a second factor (Cloakpool)", SecondFactorChoice::new);
        }
    }

    /** {@code cloakpool-recovery-cool-off}. */
    public static final class CoolingOff extends ActionFactory {
        public CoolingOff() {
            super(
                    RecoveryCoolOff.ID,
                    "No changes of addresses and factors for a time after a recovery (Cloakpool)",
                    RecoveryCoolOff::new);
        }

        /** A link that comes about in a sign-in, whichever way. Those of administrators and imports have none. */
        @Override
        public void postInit(KeycloakSessionFactory factory) {
            factory.register(event -> {
                if (event instanceof FederatedIdentityModel.FederatedIdentityCreatedEvent link) {
                    RecoveryCoolOff.refuseLink(link.getKeycloakSession(), link.getUser());
                }
            });
        }
    }

    /** {@code cloakpool-client-access}. */
    public static final class Access extends ActionFactory {
        public Access() {
            super(ClientAccess.ID, "Clients for users with certain roles only (Cloakpool)", ClientAccess::new);
        }
    }

    @Override
    public final RequiredActionProvider create(KeycloakSession session) {
        return actions.get();
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final String getDisplayText() {
        return title;
    }
}
