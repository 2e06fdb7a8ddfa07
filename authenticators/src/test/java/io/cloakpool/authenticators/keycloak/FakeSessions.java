package io.cloakpool.authenticators.keycloak;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.client.LaxRedirectStrategy;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.component.ComponentModel;
import org.keycloak.connections.httpclient.HttpClientProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.vault.VaultStringSecret;
import org.keycloak.vault.VaultTranscriber;

/** As much of Keycloak as senders of text messages see. */
final class FakeSessions {
    /** Follows redirects and keeps cookies, as long as a request does not forbid it. */
    private static final CloseableHttpClient HTTP = HttpClients.custom()
            .setRedirectStrategy(LaxRedirectStrategy.INSTANCE)
            .build();

    private FakeSessions() {}

    static KeycloakSession session() {
        return session(Map.of());
    }

    /** @param vault by expression, {@code ${vault.key}} */
    static KeycloakSession session(Map<String, String> vault, SmsSenderFactory... factories) {
        HttpClientProvider http = stub(HttpClientProvider.class, (method, argument) -> HTTP);
        VaultTranscriber transcriber =
                stub(VaultTranscriber.class, (method, argument) -> secret(vault.get(String.valueOf(argument))));
        KeycloakSessionFactory registry = registry(factories);
        return stub(KeycloakSession.class, (method, argument) -> switch (method) {
            case "getProvider" -> http;
            case "vault" -> transcriber;
            case "getKeycloakSessionFactory" -> registry;
            case "enlistForClose" -> null;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static KeycloakSessionFactory registry(SmsSenderFactory... factories) {
        return (KeycloakSessionFactory) Proxy.newProxyInstance(
                FakeSessions.class.getClassLoader(),
                new Class<?>[] {KeycloakSessionFactory.class},
                (self, method, arguments) -> Arrays.stream(factories)
                        .filter(factory -> factory.getId().equals(arguments[1]))
                        .findFirst()
                        .orElse(null));
    }

    private static VaultStringSecret secret(@Nullable String value) {
        return new VaultStringSecret() {
            @Override
            public Optional<String> get() {
                return Optional.ofNullable(value);
            }

            @Override
            public void close() {}
        };
    }

    static RealmModel realm(ComponentModel... components) {
        return stub(RealmModel.class, (method, argument) -> switch (method) {
            case "getId", "getName" -> "shop";
            case "getComponentsStream" -> Stream.of(components);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    static ComponentModel component(String provider, Map<String, String> config) {
        ComponentModel component = new ComponentModel();
        component.setName("texts");
        component.setProviderId(provider);
        component.setProviderType(SmsSenderProvider.class.getName());
        Map<String, List<String>> values = new HashMap<>();
        config.forEach((key, value) -> values.put(key, List.of(value)));
        component.setConfig(new MultivaluedHashMap<>(values));
        return component;
    }

    /** @param answers by the name of the method and its first argument */
    private static <T> T stub(Class<T> type, BiFunction<String, @Nullable Object, @Nullable Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                FakeSessions.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.apply(method.getName(), arguments == null ? null : arguments[0])));
    }
}
