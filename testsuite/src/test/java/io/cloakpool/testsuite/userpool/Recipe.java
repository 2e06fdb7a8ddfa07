package io.cloakpool.testsuite.userpool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.keycloak.common.util.StringPropertyReplacer;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.testframework.realm.RealmBuilder;
import org.keycloak.testframework.realm.RealmConfig;
import org.keycloak.util.JsonSerialization;

/** Realms of the recipes as they are shipped. */
public abstract class Recipe implements RealmConfig {
    private final String name;

    private Recipe(String name) {
        this.name = name;
    }

    /** {@code user-pool.json}. */
    public static final class UserPool extends Recipe {
        public UserPool() {
            super("user-pool");
        }
    }

    /** {@code migrate-from-cognito.json}. */
    public static final class MigrateFromCognito extends Recipe {
        public MigrateFromCognito() {
            super("migrate-from-cognito");
        }
    }

    /** {@code passwordless.json}. */
    static final class Passwordless extends Recipe {
        Passwordless() {
            super("passwordless");
        }
    }

    /** {@code mfa-required.json}. */
    static final class MfaRequired extends Recipe {
        MfaRequired() {
            super("mfa-required");
        }
    }

    /** {@code b2b-invite-only.json}. */
    static final class B2b extends Recipe {
        B2b() {
            super("b2b-invite-only");
        }
    }

    /** {@code federated.json}, with the providers that {@link ProviderStandIn} plays. */
    public static final class Federated extends Recipe {
        Federated() {
            super("federated");
        }

        @Override
        public RealmBuilder configure(RealmBuilder realm) {
            RealmRepresentation read = read("federated");
            ProviderStandIn provider = ProviderStandIn.INSTANCE;
            for (IdentityProviderRepresentation one : read.getIdentityProviders()) {
                Map<String, String> config = one.getConfig();
                switch (one.getAlias()) {
                    case "oidc" -> {
                        config.put("clientId", ProviderStandIn.OIDC_CLIENT);
                        config.put("clientAuthMethod", "client_secret_post");
                        config.put("clientSecret", "the-secret-of-the-company");
                        one.setTrustEmail(true);
                    }
                    case "apple" -> {
                        config.put("clientId", ProviderStandIn.APPLE_CLIENT);
                        config.put("clientSecret", AppleKey.INSTANCE.file());
                    }
                    case "amazon" -> {
                        config.put("clientId", ProviderStandIn.AMAZON_CLIENT);
                        config.put("clientSecret", "the-secret-of-the-store");
                        config.put("userInfoUrl", provider.url("/amazon/profile"));
                        config.put("tokenInfoUrl", provider.url("/amazon/tokeninfo"));
                    }
                    default -> {
                        continue;
                    }
                }
                one.setEnabled(true);
                if (!one.getAlias().equals("amazon")) {
                    config.put("issuer", provider.issuer());
                    config.put("jwksUrl", provider.url("/keys"));
                }
                config.put("authorizationUrl", provider.url("/authorize"));
                config.put("tokenUrl", provider.url("/token"));
            }
            return RealmBuilder.update(read);
        }
    }

    @Override
    public RealmBuilder configure(RealmBuilder realm) {
        return RealmBuilder.update(read(name));
    }

    /** The OpenID Connect provider that {@link ProviderStandIn} plays, for a realm whose recipe has none. */
    static IdentityProviderRepresentation company() {
        ProviderStandIn provider = ProviderStandIn.INSTANCE;
        IdentityProviderRepresentation company = new IdentityProviderRepresentation();
        company.setAlias("oidc");
        company.setProviderId("oidc");
        company.setEnabled(true);
        company.setConfig(new HashMap<>(Map.of(
                "clientId",
                ProviderStandIn.OIDC_CLIENT,
                "clientAuthMethod",
                "client_secret_post",
                "clientSecret",
                "the-secret-of-the-company",
                "issuer",
                provider.issuer(),
                "jwksUrl",
                provider.url("/keys"),
                "useJwksUrl",
                "true",
                "validateSignature",
                "true",
                "authorizationUrl",
                provider.url("/authorize"),
                "tokenUrl",
                provider.url("/token"))));
        return company;
    }

    static RealmRepresentation read(String name) {
        String file = "/realm-exports/" + name + ".json";
        try (InputStream recipe = Objects.requireNonNull(Recipe.class.getResourceAsStream(file), file)) {
            String text = new String(recipe.readAllBytes(), StandardCharsets.UTF_8);
            RealmRepresentation realm = JsonSerialization.readValue(
                    StringPropertyReplacer.replaceProperties(text, variable -> null), RealmRepresentation.class);
            // Users of these tests sign in by the hundred, and none of their passwords is worth hashing well.
            realm.setPasswordPolicy(
                    realm.getPasswordPolicy() + " and hashAlgorithm(pbkdf2-sha256) and hashIterations(1)");
            return realm;
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
