package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.keycloak.base.UserNotes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.IdentityProviderStorageProvider;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SubjectCredentialManager;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionModel.SessionPersistenceState;
import org.keycloak.protocol.ProtocolMapper;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.IDToken;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What the mappers write, for a user with one account elsewhere. */
final class TokenMappersTest {
    private static final String COMPANY = "company";
    private static final FederatedIdentityModel IDENTITY = new FederatedIdentityModel(COMPANY, "4711", "ann");
    private static final FederatedIdentityModel ELSEWHERE = new FederatedIdentityModel("university", "12", "ann");
    private static final String REALM = "realm-1";

    private final Map<String, String> notes = new HashMap<>();
    private final Map<String, String> attributes = new HashMap<>();
    private final List<CredentialModel> credentials = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<ProviderEventListener> listeners = new ArrayList<>();
    private final Map<String, String> config = new HashMap<>();
    private SessionPersistenceState kept = SessionPersistenceState.PERSISTENT;
    private final List<FederatedIdentityModel> links = new ArrayList<>(List.of(IDENTITY));
    private String providerId = "provider-1";
    private String mapperOfScope = IdentitiesMapper.PROVIDER_ID;
    private String step = "auth-username-password-form";
    private String here = REALM;
    private boolean newUser;

    private final ClientScopeModel scope =
            Stubs.of(ClientScopeModel.class, Map.of("getProtocolMappersStream", none -> Stream.of(mapperOfScope())));
    private final RealmModel realm = Stubs.of(
            RealmModel.class,
            Map.of(
                    "getId", none -> REALM,
                    "getAttribute", name -> attributes.get("realm." + name.get(0)),
                    "getClientScopesStream", none -> Stream.of(scope),
                    "getFirstBrokerLoginFlow", none -> new AuthenticationFlowModel(),
                    "getAuthenticationExecutionsStream", flow -> Stream.of(step())));
    private final RealmModel current = Stubs.of(RealmModel.class, Map.of("getId", none -> here));
    private final SubjectCredentialManager manager = Stubs.of(
            SubjectCredentialManager.class,
            Map.of(
                    "getStoredCredentialsByTypeStream",
                    type -> credentials.stream().filter(one -> one.getType().equals(type.get(0))),
                    "createStoredCredential",
                    made -> {
                        CredentialModel credential = (CredentialModel) made.get(0);
                        credential.setId("credential-" + ids.incrementAndGet());
                        credentials.add(credential);
                        return credential;
                    },
                    "removeStoredCredentialById",
                    id -> credentials.removeIf(one -> one.getId().equals(id.get(0)))));
    private final UserModel user = Stubs.of(
            UserModel.class,
            Map.of(
                    "getFirstAttribute",
                    name -> attributes.get(String.valueOf(name.get(0))),
                    "credentialManager",
                    none -> manager));
    private final UserSessionModel signedIn = Stubs.of(
            UserSessionModel.class,
            Map.of(
                    "getId", none -> "session-1",
                    "getUser", none -> user,
                    "getRealm", none -> realm,
                    "getNote", name -> notes.get(String.valueOf(name.get(0))),
                    "getPersistenceState", none -> kept));
    private final AuthenticationSessionModel signIn = Stubs.of(
            AuthenticationSessionModel.class,
            Map.of("getAction", none -> "AUTHENTICATE", "getAuthNote", name -> Boolean.toString(newUser)));
    private final KeycloakContext keycloak = Stubs.of(
            KeycloakContext.class,
            Map.of(
                    "getAuthenticationSession", none -> signIn,
                    "getClient", none -> client(),
                    "getRealm", none -> current));
    private final UserProvider users =
            Stubs.of(UserProvider.class, Map.of("getFederatedIdentitiesStream", none -> links.stream()));
    private final IdentityProviderStorageProvider providers =
            Stubs.of(IdentityProviderStorageProvider.class, Map.of("getByAlias", alias -> provider(alias.get(0))));
    private final KeycloakSession session = Stubs.of(
            KeycloakSession.class,
            Map.of("getContext", none -> keycloak, "users", none -> users, "identityProviders", none -> providers));
    private final ClientModel client = Stubs.of(ClientModel.class, Map.of("getClientId", none -> "app"));
    private final ClientSessionContext context = Stubs.of(
            ClientSessionContext.class,
            Map.of(
                    "getClientSession",
                    none -> Stubs.of(AuthenticatedClientSessionModel.class, Map.of("getClient", one -> client))));
    private final KeycloakSessionFactory factory = Stubs.of(
            KeycloakSessionFactory.class,
            Map.of("register", listener -> listeners.add((ProviderEventListener) listener.get(0))));

    private ClientModel client() {
        return client;
    }

    private @Nullable IdentityProviderModel provider(@Nullable Object alias) {
        if (!COMPANY.equals(alias)) {
            return null;
        }
        IdentityProviderModel provider = new IdentityProviderModel();
        provider.setAlias(COMPANY);
        provider.setInternalId(providerId);
        provider.setProviderId("oidc");
        return provider;
    }

    private ProtocolMapperModel mapperOfScope() {
        ProtocolMapperModel mapper = new ProtocolMapperModel();
        mapper.setProtocolMapper(mapperOfScope);
        return mapper;
    }

    private AuthenticationExecutionModel step() {
        AuthenticationExecutionModel execution = new AuthenticationExecutionModel();
        execution.setRequirement(AuthenticationExecutionModel.Requirement.REQUIRED);
        execution.setAuthenticator(step);
        return execution;
    }

    private Map<String, Object> claims(TokenMapper mapper, IDToken token) {
        ProtocolMapperModel model = new ProtocolMapperModel();
        config.put("id.token.claim", "true");
        config.put("access.token.claim", "true");
        model.setConfig(config);
        IDToken written = token instanceof AccessToken access
                ? mapper.transformAccessToken(access, model, session, signedIn, context)
                : mapper.transformIDToken(token, model, session, signedIn, context);
        return written.getOtherClaims();
    }

    @Test
    void a_sign_in_has_an_id_until_the_user_proves_who_they_are_once_more() {
        notes.put("AUTH_TIME", "1700000000");
        Map<String, Object> id = claims(new SignInMapper(), new IDToken());

        assertThat(id)
                .containsEntry("origin_jti", "session-1")
                .containsKey("event_id")
                .doesNotContainKey("client_id");
        assertThat(claims(new SignInMapper(), new AccessToken()))
                .containsEntry("event_id", id.get("event_id"))
                .containsEntry("client_id", "app")
                .doesNotContainKey("device_key");
        notes.put("AUTH_TIME", "1700000060");
        assertThat(claims(new SignInMapper(), new IDToken()).get("event_id")).isNotEqualTo(id.get("event_id"));
    }

    @Test
    void a_session_that_is_not_kept_is_no_sign_in() {
        kept = SessionPersistenceState.TRANSIENT;

        assertThat(claims(new SignInMapper(), new AccessToken())).containsOnlyKeys("client_id");
    }

    @Test
    void the_device_of_a_sign_in_stands_in_its_access_token_alone() {
        notes.put("cloakpool-device", "0e8ab2e5-9a3b-4b0e-8b5e-8f5c1f4f7a11");
        attributes.put("realm.cloakpool.region", "eu-central-1");

        assertThat(claims(new SignInMapper(), new AccessToken()))
                .containsEntry("device_key", "eu-central-1_0e8ab2e5-9a3b-4b0e-8b5e-8f5c1f4f7a11");
        assertThat(claims(new SignInMapper(), new IDToken())).doesNotContainKey("device_key");
        notes.put("cloakpool-device", "");
        assertThat(claims(new SignInMapper(), new AccessToken())).doesNotContainKey("device_key");
    }

    @Test
    void custom_attributes_are_those_that_the_mapper_lists_and_the_user_has() {
        attributes.put("plan", "gold");
        attributes.put("custom:size", "7");
        attributes.put("secret", "x");
        config.put(CustomAttributesMapper.ATTRIBUTES, "plan, custom:size, tier");

        assertThat(claims(new CustomAttributesMapper(), new IDToken()))
                .containsOnly(Map.entry("custom:plan", "gold"), Map.entry("custom:size", "7"));
    }

    /** As of all claims of access tokens, so that nobody who has turned them on there misses them here. */
    @Test
    void introspection_answers_custom_attributes_of_access_tokens() {
        attributes.put("plan", "gold");
        config.put(CustomAttributesMapper.ATTRIBUTES, "plan");
        config.put("access.token.claim", "true");
        ProtocolMapperModel model = new ProtocolMapperModel();
        model.setConfig(config);
        TokenMapper mapper = new CustomAttributesMapper();

        assertThat(mapper.transformIntrospectionToken(new AccessToken(), model, session, signedIn, context)
                        .getOtherClaims())
                .containsEntry("custom:plan", "gold");
    }

    @Test
    void a_link_that_made_the_user_is_the_primary_one() {
        newUser = true;
        long before = Time.currentTimeMillis();
        begin();

        assertThat(identity().get("primary")).isEqualTo("true");
        assertThat(Long.parseLong(String.valueOf(identity().get("dateCreated"))))
                .isBetween(before, Time.currentTimeMillis());
    }

    @Test
    void a_link_of_an_account_that_was_there_is_not() {
        begin();

        assertThat(identity()).containsEntry("primary", "false");
    }

    @Test
    void of_a_link_that_nobody_noted_nothing_is_made_up() {
        assertThat(identity()).containsOnlyKeys("userId", "providerName", "providerType", "issuer");

        new UserNotes(user, LinkHistory.TYPE).add("rubbish");
        new UserNotes(user, LinkHistory.TYPE).add();
        new UserNotes(user, LinkHistory.TYPE).add("null");
        new UserNotes(user, LinkHistory.TYPE)
                .add("{\"provider\":\"company\",\"providerId\":\"provider-1\",\"subject\":\"4712\",\"primary\":true}");
        assertThat(identity()).as("of another account").doesNotContainKey("primary");
    }

    /** The import of a realm makes links anew, and brings what was noted of them. */
    @Test
    void what_was_noted_first_counts() {
        newUser = true;
        begin();
        newUser = false;
        begin();
        credentials.get(0).setCreatedDate(1_700_000_000_000L);

        assertThat(identity()).containsEntry("primary", "true").containsEntry("dateCreated", "1700000000000");
    }

    @Test
    void a_link_that_ends_takes_its_note_along() {
        begin();
        end(IDENTITY);

        assertThat(credentials).isEmpty();
    }

    /** Keycloak's administration does not ask for the provider's id of the user. */
    @Test
    void a_link_without_an_id_is_one_as_well() {
        FederatedIdentityModel nameless = new FederatedIdentityModel(COMPANY, null, "ann");
        links.set(0, nameless);
        begin(nameless);

        assertThat(identity()).containsKey("userId").containsEntry("primary", "false");
        end(IDENTITY);
        assertThat(credentials).as("another account").hasSize(1);
        end(nameless);
        assertThat(credentials).isEmpty();
    }

    /** Keycloak removes a provider's links without a word, and the alias may be somebody else's later. */
    @Test
    void what_was_noted_of_a_provider_that_is_gone_counts_for_nothing_and_goes_with_the_next_link() {
        newUser = true;
        begin();
        newUser = false;
        providerId = "provider-2";

        assertThat(identity()).as("another provider").doesNotContainKey("primary");
        begin();
        assertThat(identity()).containsEntry("primary", "false");
        assertThat(credentials).hasSize(1);
    }

    @Test
    void a_link_to_a_provider_that_the_realm_does_not_have_is_not_noted() {
        begin(ELSEWHERE);

        assertThat(credentials).isEmpty();
    }

    @Test
    void a_second_link_of_the_sign_in_that_made_the_user_is_not_primary() {
        newUser = true;
        links.add(ELSEWHERE);
        begin();

        assertThat(identity()).containsEntry("primary", "false");
    }

    @Test
    void links_are_noted_in_user_pools_and_where_a_client_scope_has_the_claim() {
        mapperOfScope = "oidc-usermodel-property-mapper";
        begin();
        assertThat(credentials).as("somebody else's realm").isEmpty();

        step = "cloakpool-email-code";
        begin();
        assertThat(credentials).hasSize(1);
    }

    @Test
    void links_of_another_realm_than_the_sessions_are_not_noted() {
        here = "realm-2";
        begin();

        assertThat(credentials).isEmpty();
    }

    @Test
    void every_mapper_is_found_and_shows_the_switches_of_tokens() {
        assertThat(ServiceLoader.load(ProtocolMapper.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(TokenMapper.class::isInstance)
                        .map(TokenMapper.class::cast))
                .hasSize(4)
                .allSatisfy(mapper -> assertThat(mapper.getConfigProperties())
                        .extracting(property -> property.getName())
                        .contains("id.token.claim", "access.token.claim", "introspection.token.claim"));
        assertThat(new CustomAttributesMapper().getConfigProperties().get(0).getName())
                .isEqualTo(CustomAttributesMapper.ATTRIBUTES);
    }

    private Map<String, Object> identity() {
        List<?> identities =
                (List<?>) claims(new IdentitiesMapper(), new IDToken()).getOrDefault("identities", List.of());
        Map<String, Object> identity = new HashMap<>();
        ((Map<?, ?>) identities.get(0)).forEach((key, value) -> identity.put(String.valueOf(key), value));
        return identity;
    }

    private void begin() {
        begin(IDENTITY);
    }

    private void begin(FederatedIdentityModel link) {
        tell(Stubs.of(
                FederatedIdentityModel.FederatedIdentityCreatedEvent.class,
                Map.of(
                        "getUser", none -> user,
                        "getRealm", none -> realm,
                        "getFederatedIdentity", none -> link,
                        "getKeycloakSession", none -> session)));
    }

    private void end(FederatedIdentityModel link) {
        tell(Stubs.of(
                FederatedIdentityModel.FederatedIdentityRemovedEvent.class,
                Map.of(
                        "getUser", none -> user,
                        "getRealm", none -> realm,
                        "getFederatedIdentity", none -> link,
                        "getKeycloakSession", none -> session)));
    }

    private void tell(ProviderEvent event) {
        if (listeners.isEmpty()) {
            new IdentitiesMapper().postInit(factory);
        }
        listeners.forEach(listener -> listener.onEvent(event));
    }
}
