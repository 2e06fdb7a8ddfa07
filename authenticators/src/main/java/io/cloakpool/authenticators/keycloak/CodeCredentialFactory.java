package io.cloakpool.authenticators.keycloak;

import java.util.function.Supplier;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.CredentialProviderFactory;
import org.keycloak.models.KeycloakSession;

/** Kinds of credentials whose id is their type. */
abstract class CodeCredentialFactory implements CredentialProviderFactory<CodeCredentialProvider>, PackFactory {
    private final Supplier<CodeChannel> channel;

    CodeCredentialFactory(Supplier<CodeChannel> channel) {
        this.channel = channel;
    }

    /** {@code cloakpool-email-code}. */
    public static final class Email extends CodeCredentialFactory {
        public Email() {
            super(EmailChannel::new);
        }
    }

    /** {@code cloakpool-sms-code}. */
    public static final class Sms extends CodeCredentialFactory {
        public Sms() {
            super(SmsChannel::new);
        }
    }

    @Override
    public final CredentialProvider<?> create(KeycloakSession session) {
        return new CodeCredentialProvider(session, channel.get());
    }

    @Override
    public final String getId() {
        return channel.get().credentialType();
    }
}
