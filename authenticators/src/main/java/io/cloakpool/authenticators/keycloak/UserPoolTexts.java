package io.cloakpool.authenticators.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.keycloak.theme.ClasspathThemeResourceProviderFactory;

/**
 * The texts of this jar's pages, mails and text messages, for whatever theme a realm has. They do not lie where Keycloak looks by itself:
 * there it reads one file for each language, and of two jars that bring texts one would lose them all.
 */
public final class UserPoolTexts extends ClasspathThemeResourceProviderFactory {
    private static final String FOLDER = "cloakpool-user-pool/messages/";

    public UserPoolTexts() {
        super("cloakpool-user-pool", UserPoolTexts.class.getClassLoader());
    }

    @Override
    public Properties getMessages(String bundle, Locale locale) throws IOException {
        Properties messages = new Properties();
        URL file = classLoader.getResource(FOLDER + bundle + "_" + locale + ".properties");
        if (file != null) {
            loadMessages(messages, file);
        }
        return messages;
    }

    /** Templates and scripts have names of their own, and Keycloak finds them by itself. */
    @Override
    public @Nullable URL getTemplate(String name) {
        return null;
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String path) {
        return null;
    }
}
