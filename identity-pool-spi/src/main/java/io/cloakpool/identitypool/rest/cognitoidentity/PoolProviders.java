package io.cloakpool.identitypool.rest.cognitoidentity;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.cloakpool.aws.json.JsonInput;
import io.cloakpool.aws.json.JsonOutput;
import io.cloakpool.identitypool.login.ProviderFacts;
import io.cloakpool.identitypool.login.ProviderNames;
import io.cloakpool.identitypool.pool.BindingSettings;
import io.cloakpool.identitypool.pool.Choice;
import io.cloakpool.identitypool.pool.LoginProvider;
import io.cloakpool.identitypool.pool.LoginProvider.Kind;
import io.cloakpool.identitypool.pool.SamlSettings;
import io.cloakpool.identitypool.spi.Reason;
import io.cloakpool.identitypool.spi.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The providers of a pool as {@code CreateIdentityPool} and its like say them: clients of user pools, ids of apps at public
 * providers and for verifiers, and ARNs, which name no client.
 *
 * @param userPools one entry a client; all entries of one provider are one binding
 * @param apps app ids by the {@code Logins} key of their provider; several with a semicolon between them
 * @param openIdConnect ARNs
 * @param saml ARNs
 */
record PoolProviders(List<Client> userPools, Map<String, String> apps, List<String> openIdConnect, List<String> saml) {
    private static final String USER_POOLS = "CognitoIdentityProviders";
    private static final String APPS = "SupportedLoginProviders";
    private static final String OPEN_ID_CONNECT = "OpenIdConnectProviderARNs";
    private static final String SAML = "SamlProviderARNs";
    private static final String APP_SEPARATOR = ";";
    /** Server-side checks are on unless somebody turns them off. */
    private static final boolean DEFAULT_CHECK = true;

    /** One {@code CognitoIdentityProvider}. */
    record Client(String provider, String clientId, boolean serverSideCheck) {
        static Client decode(JsonInput input) {
            return new Client(
                    input.requiredString("ProviderName", FieldRules.PROVIDER_NAME),
                    input.requiredString("ClientId", FieldRules.CLIENT_ID),
                    input.optionalBoolean("ServerSideTokenCheck").orElse(DEFAULT_CHECK));
        }
    }

    static PoolProviders decode(JsonInput input) {
        return new PoolProviders(
                input.objectList(USER_POOLS, 0, FieldRules.MAX_PROVIDERS).stream()
                        .map(Client::decode)
                        .toList(),
                input.stringMap(APPS, FieldRules.MAX_PUBLIC_PROVIDERS, FieldRules.LOGIN_NAME, FieldRules.APP_IDS),
                input.stringList(OPEN_ID_CONNECT, 0, FieldRules.MAX_PROVIDER_ARNS, FieldRules.ARN),
                input.stringList(SAML, 0, FieldRules.MAX_PROVIDER_ARNS, FieldRules.ARN));
    }

    /** The bindings that this says, each with what the API cannot say as the binding of the same provider had it before. */
    List<BindingSettings> bindings(List<BindingSettings> before, ProviderNames names) {
        Map<LoginProvider, List<Client>> clients = new LinkedHashMap<>();
        for (Client client : userPools) {
            LoginProvider provider = named(names, USER_POOLS, client.provider(), Kind::isRealm);
            clients.computeIfAbsent(provider, one -> new ArrayList<>()).add(client);
        }
        List<BindingSettings> bindings = new ArrayList<>();
        clients.forEach((provider, of) -> bindings.add(userPool(old(before, provider), of)));
        apps.forEach((key, ids) -> {
            BindingSettings old = old(before, named(names, APPS, key, Kind::isSupportedLogin));
            bindings.add(old.withClients(Set.of(ids.split(APP_SEPARATOR)), old.serverSideCheck()));
        });
        openIdConnect.forEach(
                arn -> bindings.add(old(before, named(names, OPEN_ID_CONNECT, arn, kind -> kind == Kind.OIDC))));
        saml.forEach(arn -> bindings.add(old(before, named(names, SAML, arn, kind -> kind == Kind.SAML))));
        return bindings;
    }

    private static LoginProvider named(ProviderNames names, String field, String text, Predicate<Kind> fits) {
        return names.parse(text, fits)
                .orElseThrow(() -> invalid(field + " names '" + text + "', which this realm does not know there"));
    }

    private static BindingSettings old(List<BindingSettings> before, LoginProvider provider) {
        return before.stream()
                .filter(binding -> binding.provider().isSameAs(provider))
                .findFirst()
                .orElseGet(() -> new BindingSettings(
                        newName(provider), provider, Set.of(), DEFAULT_CHECK, null, null, SamlSettings.NONE));
    }

    private static String newName(LoginProvider provider) {
        String kind = Choice.text(provider.kind());
        return provider.name() == null ? kind : kind + "-" + provider.name();
    }

    private static BindingSettings userPool(BindingSettings old, List<Client> clients) {
        boolean check = clients.get(0).serverSideCheck();
        if (clients.stream().anyMatch(client -> client.serverSideCheck() != check)) {
            throw invalid("ServerSideTokenCheck must be the same for all clients of a provider");
        }
        return old.withClients(clients.stream().map(Client::clientId).collect(toUnmodifiableSet()), check);
    }

    /** Says the bindings of a pool; those whose provider is gone have no name in the API. */
    static void put(JsonOutput output, List<BindingSettings> bindings, ProviderNames names) {
        List<JsonOutput> clients = new ArrayList<>();
        Map<String, String> apps = new TreeMap<>();
        List<String> openIdConnect = new ArrayList<>();
        List<String> saml = new ArrayList<>();
        for (BindingSettings binding : bindings) {
            Kind kind = binding.provider().kind();
            names.facts(binding.provider()).map(ProviderFacts::key).ifPresent(key -> {
                if (kind.isRealm()) {
                    clients.addAll(clients(key, binding));
                } else if (kind.isSupportedLogin()) {
                    apps.put(key, binding.clientIds().stream().sorted().collect(joining(APP_SEPARATOR)));
                } else if (kind == Kind.SAML) {
                    saml.add(key);
                } else {
                    openIdConnect.add(names.openIdConnectArn(key));
                }
            });
        }
        output.putObjects(USER_POOLS, clients);
        if (!apps.isEmpty()) {
            output.putMap(APPS, apps);
        }
        putPresent(output, OPEN_ID_CONNECT, openIdConnect);
        putPresent(output, SAML, saml);
    }

    private static void putPresent(JsonOutput output, String field, List<String> arns) {
        if (!arns.isEmpty()) {
            output.putStrings(field, arns);
        }
    }

    private static List<JsonOutput> clients(String key, BindingSettings binding) {
        return binding.clientIds().stream()
                .sorted()
                .map(clientId -> JsonOutput.object()
                        .put("ProviderName", key)
                        .put("ClientId", clientId)
                        .put("ServerSideTokenCheck", binding.serverSideCheck()))
                .toList();
    }

    private static Refused invalid(String message) {
        return new Refused(Reason.INVALID_PARAMETER, message);
    }
}
