package io.cloakpool.testsuite.pool;

import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.realm.ClientBuilder;
import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.RealmConfig;

/** A realm that shows all its pages in the pack's theme. */
public final class ThemedRealm implements RealmConfig {
    static final String APP = "app";
    static final String BRANDED_APP = "branded-app";
    /** An image of one point. */
    static final String BLUE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAA/////ywAAAAAAQABAAACAkQBADs=";

    static final String NAME = "Example Pool";

    @Override
    public RealmBuilder configure(RealmBuilder realm) {
        RealmRepresentation all = realm.name("themed")
                .displayName(NAME)
                .registrationAllowed(true)
                .resetPasswordAllowed(true)
                .setRememberMe(true)
                .passwordPolicy("length(8)")
                .internationalizationEnabled(true)
                .defaultLocale("en")
                .supportedLocales("cs", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "tr", "zh-CN")
                .webAuthnPolicyPasswordlessPasskeysEnabled(true)
                .clients(app(APP), branded())
                .build();
        all.setLoginTheme("cloakpool");
        all.setEmailTheme("cloakpool");
        return RealmBuilder.update(all);
    }

    private static ClientBuilder branded() {
        return app(BRANDED_APP)
                .attribute("cloakpool.branding.primary-color", "#7a0a3c")
                .attribute("cloakpool.branding.background-color", "#f0e0d0")
                .attribute("cloakpool.branding.background-image", BLUE)
                .attribute("cloakpool.branding.text-color", "#602020")
                .attribute("cloakpool.branding.radius", "20")
                .attribute("cloakpool.branding.logo", BLUE)
                .attribute("cloakpool.branding.favicon", BLUE)
                .attribute("cloakpool.branding.css", "#kc-login { letter-spacing: 5px; }");
    }

    private static ClientBuilder app(String id) {
        return ClientBuilder.create(id).publicClient().redirectUris("http://localhost:8080/*");
    }
}
