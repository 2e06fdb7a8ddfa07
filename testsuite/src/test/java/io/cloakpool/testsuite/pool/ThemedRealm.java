package io.cloakpool.testsuite.pool;

import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.realm.ClientBuilder;
import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.RealmConfig;

/** A realm that shows all its pages in the pack's theme. */
public final class ThemedRealm implements RealmConfig {
    static final String APP = "app";
    static final String BRANDED_APP = "branded-app";
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
                .clients(app(APP), app(BRANDED_APP).attribute("cloakpool.branding.primary-color", "#7a0a3c"))
                .build();
        all.setLoginTheme("cloakpool");
        all.setEmailTheme("cloakpool");
        return RealmBuilder.update(all);
    }

    private static ClientBuilder app(String id) {
        return ClientBuilder.create(id).publicClient().redirectUris("http://localhost:8080/*");
    }
}
