package io.cloakpool.testsuite.pool;

import static io.cloakpool.testsuite.pool.VouchedPool.POOL_TOKEN;
import static io.cloakpool.testsuite.pool.VouchedPool.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloakpool.testsuite.pool.Conformity.Check;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityRequest;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityPoolShortDescription;
import software.amazon.awssdk.services.cognitoidentity.model.MappingRule;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;

/** Every operation of the API as the AWS SDK for Java sees it, and the page that says so. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class ConformanceTest {
    private static final Path PAGE = Path.of("..", "docs", "conformance-cognito-identity.md");
    private static final Path PROVED = Path.of("target", "conformance-cognito-identity.md");
    private static final String NO_UUID = "us-east-1:nothing";
    private static final String NOBODY = "us-east-1:00000000-0000-0000-0000-000000000000";

    @InjectRealm(config = DemoRealm.class)
    ManagedRealm realm;

    private People people;
    private VouchedPool own;
    private String pool;
    private CognitoIdentityClient administrator;
    private CognitoIdentityClient backEnd;
    private CognitoIdentityClient app;

    @BeforeEach
    void open() {
        people = new People(realm);
        own = VouchedPool.create(realm);
        pool = own.id();
        administrator = own.administrator();
        backEnd = own.backEnd();
        app = own.app();
    }

    @AfterEach
    void close() {
        own.close();
    }

    @TestFactory
    Stream<DynamicContainer> operation() {
        return rows().stream()
                .map(row -> DynamicContainer.dynamicContainer(
                        row.operation(),
                        row.checks().stream().map(check -> DynamicTest.dynamicTest(check.claim(), check.proof()))));
    }

    @Test
    void every_operation_of_the_sdk_has_a_row() {
        List<String> operations = Arrays.stream(CognitoIdentityClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && CognitoIdentityRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && !method.getName().endsWith("Paginator"))
                .map(Method::getName)
                .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .sorted()
                .toList();

        assertThat(operations).hasSize(23);
        assertThat(rows().stream().map(Conformity::operation)).containsExactlyElementsOf(operations);
    }

    @Test
    void what_the_page_says_of_all_operations_is_checked_for_each() {
        Set<String> open = Set.of("GetId", "GetCredentialsForIdentity", "GetOpenIdToken", "UnlinkIdentity");
        for (Conformity row : rows()) {
            assertThat(row.checks().stream().map(Check::claim))
                    .as(row.operation())
                    .anyMatch(claim -> claim.contains("InvalidParameterException"));
            assertThat(row.checks().stream().filter(Check::common))
                    .as(row.operation())
                    .hasSize(open.contains(row.operation()) ? 0 : 2);
        }
    }

    @Test
    void the_page_says_what_was_proved() throws IOException {
        String proved = Conformity.page(rows());
        Files.createDirectories(PROVED.getParent());
        Files.writeString(PROVED, proved);

        assertThat(Files.readString(PAGE))
                .as("copy testsuite/%s to docs/", PROVED)
                .isEqualTo(proved);
    }

    private List<Conformity> rows() {
        return List.of(
                createIdentityPool(),
                deleteIdentities(),
                deleteIdentityPool(),
                describeIdentity(),
                describeIdentityPool(),
                getCredentialsForIdentity(),
                getId(),
                getIdentityPoolRoles(),
                getOpenIdToken(),
                getOpenIdTokenForDeveloperIdentity(),
                getPrincipalTagAttributeMap(),
                listIdentities(),
                listIdentityPools(),
                listTagsForResource(),
                lookupDeveloperIdentity(),
                mergeDeveloperIdentities(),
                setIdentityPoolRoles(),
                setPrincipalTagAttributeMap(),
                tagResource(),
                unlinkDeveloperIdentity(),
                unlinkIdentity(),
                untagResource(),
                updateIdentityPool());
    }

    private Conformity createIdentityPool() {
        return row(
                "CreateIdentityPool",
                "a name is held by one pool of a realm; guests and classic flow are off unless said",
                holds("answers the pool as it was asked for", () -> {
                    String name = newName();
                    var made = administrator.createIdentityPool(r -> r.identityPoolName(name)
                            .allowUnauthenticatedIdentities(true)
                            .identityPoolTags(Map.of("team", "blue")));
                    administrator.deleteIdentityPool(r -> r.identityPoolId(made.identityPoolId()));
                    assertThat(made.identityPoolId()).matches("us-east-1:[0-9a-f-]{36}");
                    assertThat(made.identityPoolName()).isEqualTo(name);
                    assertThat(made.allowUnauthenticatedIdentities()).isTrue();
                    assertThat(made.allowClassicFlow()).isFalse();
                    assertThat(made.identityPoolTags()).containsExactly(Map.entry("team", "blue"));
                }),
                refuses(
                        "ResourceConflictException",
                        "a name that is taken",
                        () -> administrator.createIdentityPool(
                                r -> r.identityPoolName(poolName()).allowUnauthenticatedIdentities(false))),
                refuses(
                        "InvalidParameterException",
                        "no name",
                        () -> administrator.createIdentityPool(r -> r.allowUnauthenticatedIdentities(false))),
                refuses(
                        "InvalidParameterException",
                        "a name that the pattern does not take",
                        () -> administrator.createIdentityPool(
                                r -> r.identityPoolName("a/b").allowUnauthenticatedIdentities(false))),
                refuses(
                        "InvalidParameterException",
                        "a SAML provider that the realm does not have",
                        () -> administrator.createIdentityPool(r -> r.identityPoolName(newName())
                                .allowUnauthenticatedIdentities(false)
                                .samlProviderARNs("arn:aws:iam::000000000000:saml-provider/nobody"))),
                unsigned(() -> app.createIdentityPool(
                        r -> r.identityPoolName(newName()).allowUnauthenticatedIdentities(false))),
                forbidden(() -> backEnd.createIdentityPool(
                        r -> r.identityPoolName(newName()).allowUnauthenticatedIdentities(false))));
    }

    private Conformity deleteIdentities() {
        return row(
                "DeleteIdentities",
                "ends the credentials that the identity was given, too; its id is never used again, so a row without logins stays"
                        + " (`HideDisabled` hides it)",
                holds("deletes, and lists what it could not (`AccessDenied`)", () -> {
                    String user = newName();
                    String id = own.vouch(user).identityId();
                    var left = administrator
                            .deleteIdentities(r -> r.identityIdsToDelete(id, NOBODY))
                            .unprocessedIdentityIds();
                    assertThat(left).hasSize(1);
                    assertThat(left.get(0).identityId()).isEqualTo(NOBODY);
                    assertThat(left.get(0).errorCodeAsString()).isEqualTo("AccessDenied");
                    assertThat(own.vouch(user).identityId()).isNotEqualTo(id);
                    assertThat(administrator
                                    .listIdentities(r -> r.identityPoolId(pool)
                                            .maxResults(60)
                                            .hideDisabled(true))
                                    .identities())
                            .noneMatch(identity -> identity.identityId().equals(id));
                }),
                refuses(
                        "InvalidParameterException",
                        "61 ids",
                        () -> administrator.deleteIdentities(r -> r.identityIdsToDelete(
                                Stream.generate(() -> NOBODY).limit(61).toList()))),
                refuses("InvalidParameterException", "no ids", () -> administrator.deleteIdentities(r -> {})),
                unsigned(() -> app.deleteIdentities(r -> r.identityIdsToDelete(NOBODY))),
                forbidden(() -> backEnd.deleteIdentities(r -> r.identityIdsToDelete(NOBODY))));
    }

    private Conformity deleteIdentityPool() {
        return row(
                "DeleteIdentityPool",
                "its identities are erased in the background, and credentials of it end at once",
                holds("deletes the pool", () -> {
                    String id = administrator
                            .createIdentityPool(
                                    r -> r.identityPoolName(newName()).allowUnauthenticatedIdentities(false))
                            .identityPoolId();
                    administrator.deleteIdentityPool(r -> r.identityPoolId(id));
                    assertRefused(
                            "ResourceNotFoundException",
                            () -> administrator.describeIdentityPool(r -> r.identityPoolId(id)));
                }),
                unknownPool(id -> administrator.deleteIdentityPool(r -> r.identityPoolId(id))),
                malformedPool(id -> administrator.deleteIdentityPool(r -> r.identityPoolId(id))),
                unsigned(() -> app.deleteIdentityPool(r -> r.identityPoolId(pool))),
                forbidden(() -> backEnd.deleteIdentityPool(r -> r.identityPoolId(pool))));
    }

    private Conformity describeIdentity() {
        return row(
                "DescribeIdentity",
                "a guest that never brought a login is not stored, so it has no description",
                holds("tells names of logins and dates", () -> {
                    String id = own.vouch(newName()).identityId();
                    var described = administrator.describeIdentity(r -> r.identityId(id));
                    assertThat(described.logins()).containsExactly(PROVIDER);
                    assertThat(described.creationDate()).isBetween(Instant.now().minusSeconds(60), Instant.now());
                    assertThat(described.lastModifiedDate()).isNotNull();
                }),
                refuses(
                        "ResourceNotFoundException",
                        "an identity that does not exist",
                        () -> administrator.describeIdentity(r -> r.identityId(NOBODY))),
                refuses(
                        "InvalidParameterException",
                        "a malformed id",
                        () -> administrator.describeIdentity(r -> r.identityId(NO_UUID))),
                unsigned(() -> app.describeIdentity(r -> r.identityId(NOBODY))),
                forbidden(() -> backEnd.describeIdentity(r -> r.identityId(NOBODY))));
    }

    private Conformity describeIdentityPool() {
        return row(
                "DescribeIdentityPool",
                "",
                holds("answers the pool", () -> {
                    var described = administrator.describeIdentityPool(r -> r.identityPoolId(pool));
                    assertThat(described.identityPoolName()).isEqualTo(poolName());
                    assertThat(described.allowUnauthenticatedIdentities()).isTrue();
                    assertThat(described.allowClassicFlow()).isTrue();
                    assertThat(described.developerProviderName()).isEqualTo(PROVIDER);
                    assertThat(described.cognitoIdentityProviders()).hasSize(1);
                    assertThat(described.cognitoIdentityProviders().get(0).clientId())
                            .isEqualTo("webapp");
                    assertThat(described.cognitoIdentityProviders().get(0).serverSideTokenCheck())
                            .isTrue();
                }),
                unknownPool(id -> administrator.describeIdentityPool(r -> r.identityPoolId(id))),
                malformedPool(id -> administrator.describeIdentityPool(r -> r.identityPoolId(id))),
                unsigned(() -> app.describeIdentityPool(r -> r.identityPoolId(pool))),
                forbidden(() -> backEnd.describeIdentityPool(r -> r.identityPoolId(pool))));
    }

    private Conformity getCredentialsForIdentity() {
        return row(
                "GetCredentialsForIdentity",
                "the server-side token check is on by default; lifetimes are the pool's (900 s to 12 h, guests 900 s by default);"
                        + " two authenticated identities never merge",
                holds("credentials of the identity of a login", () -> {
                    Map<String, String> logins = logins();
                    String id = own.getId(logins);
                    var answer =
                            app.getCredentialsForIdentity(r -> r.identityId(id).logins(logins));
                    assertThat(answer.identityId()).isEqualTo(id);
                    assertThat(answer.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
                    assertThat(answer.credentials().secretKey()).hasSize(40);
                    assertThat(answer.credentials().sessionToken()).isNotEmpty();
                    assertThat(answer.credentials().expiration())
                            .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(1)));
                }),
                holds("a guest that brings a login keeps its id", () -> {
                    String guest = own.getId(Map.of());
                    assertThat(app.getCredentialsForIdentity(
                                            r -> r.identityId(guest).logins(logins()))
                                    .identityId())
                            .isEqualTo(guest);
                    assertForbidden(guest);
                }),
                holds("a guest that brings a known login is merged into its identity", () -> {
                    Map<String, String> logins = logins();
                    String known = own.getId(logins);
                    String guest = own.getId(Map.of());
                    assertThat(app.getCredentialsForIdentity(
                                            r -> r.identityId(guest).logins(logins))
                                    .identityId())
                            .isEqualTo(known);
                    assertForbidden(guest);
                }),
                refuses(
                        "NotAuthorizedException",
                        "the login of somebody else",
                        "Logins don't match. Please include at least one"
                                + " valid login for this identity or identity pool.",
                        () -> {
                            String id = own.getId(logins());
                            app.getCredentialsForIdentity(r -> r.identityId(id).logins(logins()));
                        }),
                refuses("NotAuthorizedException", "a token that is none", () -> {
                    String id = own.getId(Map.of());
                    app.getCredentialsForIdentity(r -> r.identityId(id).logins(Map.of(own.loginKey(), "nonsense")));
                }),
                refuses(
                        "InvalidIdentityPoolConfigurationException",
                        "a pool without a role for the caller",
                        "Invalid identity pool" + " configuration. Check assigned IAM roles for this pool.",
                        () -> {
                            String guest = own.getId(Map.of());
                            app.getCredentialsForIdentity(r -> r.identityId(guest));
                        }),
                refuses(
                        "ResourceNotFoundException",
                        "an identity that does not exist",
                        () -> app.getCredentialsForIdentity(r -> r.identityId(NOBODY))),
                refuses(
                        "InvalidParameterException",
                        "a malformed id",
                        () -> app.getCredentialsForIdentity(r -> r.identityId(NO_UUID))));
    }

    private Conformity getId() {
        return row(
                "GetId",
                "a guest costs no row: its id is encrypted and ends after the pool's `guestLifetime`",
                holds("a login has one identity, for ever", () -> {
                    People.Person person = people.newPerson();
                    assertThat(own.getId(logins(person))).isEqualTo(own.getId(logins(person)));
                }),
                holds("each call without logins is a new guest", () -> assertThat(own.getId(Map.of()))
                        .isNotEqualTo(own.getId(Map.of()))),
                holds("`AccountId` is taken", () -> assertThat(
                                app.getId(r -> r.identityPoolId(pool).accountId("123456789012"))
                                        .identityId())
                        .startsWith("us-east-1:")),
                refuses(
                        "NotAuthorizedException",
                        "a guest where guests are off",
                        "Unauthenticated access is not supported for this" + " identity pool.",
                        () -> {
                            String closed = administrator
                                    .createIdentityPool(
                                            r -> r.identityPoolName(newName()).allowUnauthenticatedIdentities(false))
                                    .identityPoolId();
                            try {
                                app.getId(r -> r.identityPoolId(closed));
                            } finally {
                                administrator.deleteIdentityPool(r -> r.identityPoolId(closed));
                            }
                        }),
                refuses(
                        "NotAuthorizedException",
                        "an access token",
                        () -> app.getId(r -> r.identityPoolId(pool)
                                .logins(Map.of(own.loginKey(), people.signIn().access())))),
                refuses(
                        "InvalidParameterException",
                        "11 logins",
                        () -> app.getId(r -> r.identityPoolId(pool)
                                .logins(Stream.iterate(0, i -> i + 1)
                                        .limit(11)
                                        .collect(Collectors.toMap(i -> "provider" + i, i -> "token"))))),
                unknownPool(id -> app.getId(r -> r.identityPoolId(id))),
                malformedPool(id -> app.getId(r -> r.identityPoolId(id))));
    }

    private Conformity getIdentityPoolRoles() {
        return row(
                "GetIdentityPoolRoles",
                "",
                holds("answers default roles and mappings as they were set", () -> {
                    setRoles(rules("staff"));
                    var roles = administrator.getIdentityPoolRoles(r -> r.identityPoolId(pool));
                    assertThat(roles.roles()).containsExactly(Map.entry("authenticated", Doors.ROLE_ARN));
                    assertThat(roles.roleMappings()).containsExactly(Map.entry(mappingKey(), rules("staff")));
                }),
                unknownPool(id -> administrator.getIdentityPoolRoles(r -> r.identityPoolId(id))),
                malformedPool(id -> administrator.getIdentityPoolRoles(r -> r.identityPoolId(id))),
                unsigned(() -> app.getIdentityPoolRoles(r -> r.identityPoolId(pool))),
                forbidden(() -> backEnd.getIdentityPoolRoles(r -> r.identityPoolId(pool))));
    }

    private Conformity getOpenIdToken() {
        return row(
                "GetOpenIdToken",
                "off unless the pool has `AllowClassicFlow` and the server a configured hostname; guests get no token; the issuer is"
                        + " the realm's own",
                holds("a token of three parts for the identity of a login", () -> {
                    Map<String, String> logins = logins();
                    String id = own.getId(logins);
                    var answer = app.getOpenIdToken(r -> r.identityId(id).logins(logins));
                    assertThat(answer.identityId()).isEqualTo(id);
                    assertThat(answer.token().split("\\.", -1)).hasSize(3);
                }),
                refuses("NotAuthorizedException", "a guest", () -> {
                    String guest = own.getId(Map.of());
                    app.getOpenIdToken(r -> r.identityId(guest));
                }),
                refuses(
                        "InvalidParameterException",
                        "a pool without classic flow",
                        "Basic (classic) flow is not enabled",
                        () -> {
                            Map<String, String> logins = logins();
                            String id = own.getId(logins);
                            allowClassicFlow(false);
                            try {
                                app.getOpenIdToken(r -> r.identityId(id).logins(logins));
                            } finally {
                                allowClassicFlow(true);
                            }
                        }),
                refuses(
                        "ResourceNotFoundException",
                        "an identity that does not exist",
                        () -> app.getOpenIdToken(r -> r.identityId(NOBODY))),
                refuses(
                        "InvalidParameterException",
                        "a malformed id",
                        () -> app.getOpenIdToken(r -> r.identityId(NO_UUID))));
    }

    private Conformity getOpenIdTokenForDeveloperIdentity() {
        return row(
                "GetOpenIdTokenForDeveloperIdentity",
                "open to the clients that the pool names (`developerClients`), which need no other right",
                holds("a user has one identity, and its token opens credentials", () -> {
                    String user = newName();
                    var vouched = own.vouch(user);
                    assertThat(own.vouch(user).identityId()).isEqualTo(vouched.identityId());
                    assertThat(app.getCredentialsForIdentity(r -> r.identityId(vouched.identityId())
                                            .logins(Map.of(POOL_TOKEN, vouched.token())))
                                    .identityId())
                            .isEqualTo(vouched.identityId());
                }),
                holds("links a user to an identity", () -> {
                    String id = own.vouch(newName()).identityId();
                    String second = newName();
                    backEnd.getOpenIdTokenForDeveloperIdentity(
                            r -> r.identityPoolId(pool).identityId(id).logins(Map.of(PROVIDER, second)));
                    assertThat(own.vouch(second).identityId()).isEqualTo(id);
                }),
                refuses("DeveloperUserAlreadyRegisteredException", "a user of another identity", () -> {
                    String user = newName();
                    own.vouch(user);
                    String other = own.vouch(newName()).identityId();
                    backEnd.getOpenIdTokenForDeveloperIdentity(
                            r -> r.identityPoolId(pool).identityId(other).logins(Map.of(PROVIDER, user)));
                }),
                refuses(
                        "InvalidParameterException",
                        "86,401 seconds",
                        () -> backEnd.getOpenIdTokenForDeveloperIdentity(r ->
                                r.identityPoolId(pool).tokenDuration(86_401L).logins(Map.of(PROVIDER, "u")))),
                unknownPool(id -> administrator.getOpenIdTokenForDeveloperIdentity(
                        r -> r.identityPoolId(id).logins(Map.of(PROVIDER, "u")))),
                unsigned(() -> app.getOpenIdTokenForDeveloperIdentity(
                        r -> r.identityPoolId(pool).logins(Map.of(PROVIDER, "u")))),
                forbidden(() -> backEnd.getOpenIdTokenForDeveloperIdentity(
                        r -> r.identityPoolId(own.doors().poolId()).logins(Map.of(PROVIDER, "u")))));
    }

    private Conformity getPrincipalTagAttributeMap() {
        return row(
                "GetPrincipalTagAttributeMap",
                "",
                holds("answers the map as it was set", () -> {
                    administrator.setPrincipalTagAttributeMap(r -> r.identityPoolId(pool)
                            .identityProviderName(own.loginKey())
                            .principalTags(Map.of("client", "azp")));
                    var map = administrator.getPrincipalTagAttributeMap(
                            r -> r.identityPoolId(pool).identityProviderName(own.loginKey()));
                    assertThat(map.principalTags()).containsExactly(Map.entry("client", "azp"));
                    assertThat(map.useDefaults()).isFalse();
                }),
                unknownPool(id -> administrator.getPrincipalTagAttributeMap(
                        r -> r.identityPoolId(id).identityProviderName(own.loginKey()))),
                malformedPool(id -> administrator.getPrincipalTagAttributeMap(
                        r -> r.identityPoolId(id).identityProviderName(own.loginKey()))),
                unsigned(() -> app.getPrincipalTagAttributeMap(
                        r -> r.identityPoolId(pool).identityProviderName(own.loginKey()))),
                forbidden(() -> backEnd.getPrincipalTagAttributeMap(
                        r -> r.identityPoolId(pool).identityProviderName(own.loginKey()))));
    }

    private Conformity listIdentities() {
        return row(
                "ListIdentities",
                "guests that never brought a login are not stored, so they are not listed",
                holds("pages through all identities once", () -> {
                    List<String> made = Stream.generate(
                                    () -> own.vouch(newName()).identityId())
                            .limit(3)
                            .toList();
                    List<String> listed = new ArrayList<>();
                    String next = null;
                    do {
                        String token = next;
                        var page = administrator.listIdentities(
                                r -> r.identityPoolId(pool).maxResults(2).nextToken(token));
                        page.identities().forEach(identity -> listed.add(identity.identityId()));
                        next = page.nextToken();
                    } while (next != null);
                    assertThat(listed).doesNotHaveDuplicates().containsAll(made);
                }),
                refuses(
                        "InvalidParameterException",
                        "`MaxResults` 61",
                        () -> administrator.listIdentities(
                                r -> r.identityPoolId(pool).maxResults(61))),
                refuses(
                        "InvalidParameterException",
                        "`MaxResults` 0",
                        () -> administrator.listIdentities(
                                r -> r.identityPoolId(pool).maxResults(0))),
                refuses(
                        "InvalidParameterException",
                        "a `NextToken` of somebody's making",
                        () -> administrator.listIdentities(
                                r -> r.identityPoolId(pool).maxResults(1).nextToken("abc"))),
                unknownPool(id ->
                        administrator.listIdentities(r -> r.identityPoolId(id).maxResults(1))),
                unsigned(() -> app.listIdentities(r -> r.identityPoolId(pool).maxResults(1))),
                forbidden(
                        () -> backEnd.listIdentities(r -> r.identityPoolId(pool).maxResults(1))));
    }

    private Conformity listIdentityPools() {
        return row(
                "ListIdentityPools",
                "",
                holds("pages through all pools once", () -> {
                    List<String> ids = administrator.listIdentityPoolsPaginator(r -> r.maxResults(1)).stream()
                            .flatMap(page -> page.identityPools().stream())
                            .map(IdentityPoolShortDescription::identityPoolId)
                            .toList();
                    assertThat(ids)
                            .doesNotHaveDuplicates()
                            .contains(pool, own.doors().poolId());
                }),
                refuses("InvalidParameterException", "no `MaxResults`", () -> administrator.listIdentityPools(r -> {})),
                refuses(
                        "InvalidParameterException",
                        "`MaxResults` 61",
                        () -> administrator.listIdentityPools(r -> r.maxResults(61))),
                unsigned(() -> app.listIdentityPools(r -> r.maxResults(1))),
                forbidden(() -> backEnd.listIdentityPools(r -> r.maxResults(1))));
    }

    private Conformity listTagsForResource() {
        return row(
                "ListTagsForResource",
                "",
                holds("answers the tags of a pool", () -> {
                    administrator.tagResource(r -> r.resourceArn(arn(pool)).tags(Map.of("team", "blue")));
                    assertThat(administrator
                                    .listTagsForResource(r -> r.resourceArn(arn(pool)))
                                    .tags())
                            .containsEntry("team", "blue");
                }),
                unknownPool(id -> administrator.listTagsForResource(r -> r.resourceArn(arn(id)))),
                foreignArn(arn -> administrator.listTagsForResource(r -> r.resourceArn(arn))),
                malformedArn(arn -> administrator.listTagsForResource(r -> r.resourceArn(arn))),
                unsigned(() -> app.listTagsForResource(r -> r.resourceArn(arn(pool)))),
                forbidden(() -> backEnd.listTagsForResource(r -> r.resourceArn(arn(pool)))));
    }

    private Conformity lookupDeveloperIdentity() {
        return row(
                "LookupDeveloperIdentity",
                "",
                holds("finds the identity of a user, and pages through the users of an identity", () -> {
                    String user = newName();
                    String id = own.vouch(user).identityId();
                    String second = newName();
                    backEnd.getOpenIdTokenForDeveloperIdentity(
                            r -> r.identityPoolId(pool).identityId(id).logins(Map.of(PROVIDER, second)));
                    assertThat(backEnd.lookupDeveloperIdentity(
                                            r -> r.identityPoolId(pool).developerUserIdentifier(user))
                                    .identityId())
                            .isEqualTo(id);
                    var first = backEnd.lookupDeveloperIdentity(
                            r -> r.identityPoolId(pool).identityId(id).maxResults(1));
                    var rest = backEnd.lookupDeveloperIdentity(r ->
                            r.identityPoolId(pool).identityId(id).maxResults(1).nextToken(first.nextToken()));
                    assertThat(Stream.concat(
                                    first.developerUserIdentifierList().stream(),
                                    rest.developerUserIdentifierList().stream()))
                            .containsExactlyInAnyOrder(user, second);
                }),
                refuses(
                        "ResourceNotFoundException",
                        "a user that nobody vouched for",
                        () -> backEnd.lookupDeveloperIdentity(
                                r -> r.identityPoolId(pool).developerUserIdentifier(newName()))),
                refuses("ResourceConflictException", "a user and an identity that do not belong together", () -> {
                    String user = newName();
                    own.vouch(user);
                    String other = own.vouch(newName()).identityId();
                    backEnd.lookupDeveloperIdentity(
                            r -> r.identityPoolId(pool).identityId(other).developerUserIdentifier(user));
                }),
                refuses(
                        "InvalidParameterException",
                        "neither user nor identity",
                        () -> backEnd.lookupDeveloperIdentity(r -> r.identityPoolId(pool))),
                unsigned(() ->
                        app.lookupDeveloperIdentity(r -> r.identityPoolId(pool).developerUserIdentifier("u"))),
                forbidden(() -> backEnd.lookupDeveloperIdentity(
                        r -> r.identityPoolId(own.doors().poolId()).developerUserIdentifier("u"))));
    }

    private Conformity mergeDeveloperIdentities() {
        return row(
                "MergeDeveloperIdentities",
                "the source's credentials end; two users of the realm are never put into one identity"
                        + " (`ResourceConflictException`)",
                holds("the destination's identity survives and has both users", () -> {
                    String source = newName();
                    String destination = newName();
                    own.vouch(source);
                    String survivor = own.vouch(destination).identityId();
                    assertThat(merge(source, destination)).isEqualTo(survivor);
                    assertThat(own.vouch(source).identityId()).isEqualTo(survivor);
                }),
                refuses("ResourceNotFoundException", "a user that nobody vouched for", () -> {
                    String destination = newName();
                    own.vouch(destination);
                    merge(newName(), destination);
                }),
                refuses(
                        "InvalidParameterException",
                        "no destination",
                        () -> backEnd.mergeDeveloperIdentities(r -> r.identityPoolId(pool)
                                .developerProviderName(PROVIDER)
                                .sourceUserIdentifier("u"))),
                unsigned(() -> app.mergeDeveloperIdentities(r -> r.identityPoolId(pool)
                        .developerProviderName(PROVIDER)
                        .sourceUserIdentifier("u")
                        .destinationUserIdentifier("v"))),
                forbidden(() -> backEnd.mergeDeveloperIdentities(
                        r -> r.identityPoolId(own.doors().poolId())
                                .developerProviderName(PROVIDER)
                                .sourceUserIdentifier("u")
                                .destinationUserIdentifier("v"))));
    }

    private Conformity setIdentityPoolRoles() {
        return row(
                "SetIdentityPoolRoles",
                "a rule on a claim that users can write is refused; roles must exist and trust the pool",
                holds("sets default roles and mappings", () -> {
                    setRoles(rules("staff"));
                    setRoles(rules("blue"));
                    assertThat(administrator
                                    .getIdentityPoolRoles(r -> r.identityPoolId(pool))
                                    .roleMappings())
                            .containsExactly(Map.entry(mappingKey(), rules("blue")));
                }),
                refuses(
                        "InvalidParameterException",
                        "a role that does not exist",
                        () -> administrator.setIdentityPoolRoles(r -> r.identityPoolId(pool)
                                .roles(Map.of("authenticated", "arn:aws:iam::000000000000:role/Nobody")))),
                refuses(
                        "InvalidParameterException",
                        "a third kind of default role",
                        () -> administrator.setIdentityPoolRoles(
                                r -> r.identityPoolId(pool).roles(Map.of("other", Doors.ROLE_ARN)))),
                unknownPool(id -> administrator.setIdentityPoolRoles(
                        r -> r.identityPoolId(id).roles(Map.of("authenticated", Doors.ROLE_ARN)))),
                unsigned(() ->
                        app.setIdentityPoolRoles(r -> r.identityPoolId(pool).roles(Map.of()))),
                forbidden(() ->
                        backEnd.setIdentityPoolRoles(r -> r.identityPoolId(pool).roles(Map.of()))));
    }

    private Conformity setPrincipalTagAttributeMap() {
        return row(
                "SetPrincipalTagAttributeMap",
                "a tag from a claim that users can write is refused",
                holds("sets the map and answers it", () -> {
                    var map = administrator.setPrincipalTagAttributeMap(r -> r.identityPoolId(pool)
                            .identityProviderName(own.loginKey())
                            .useDefaults(true));
                    assertThat(map.identityPoolId()).isEqualTo(pool);
                    assertThat(map.useDefaults()).isTrue();
                }),
                refuses(
                        "InvalidParameterException",
                        "51 tags",
                        () -> administrator.setPrincipalTagAttributeMap(r -> r.identityPoolId(pool)
                                .identityProviderName(own.loginKey())
                                .principalTags(Stream.iterate(0, i -> i + 1)
                                        .limit(51)
                                        .collect(Collectors.toMap(i -> "tag" + i, i -> "azp"))))),
                unknownPool(id -> administrator.setPrincipalTagAttributeMap(r -> r.identityPoolId(id)
                        .identityProviderName(own.loginKey())
                        .useDefaults(true))),
                unsigned(() -> app.setPrincipalTagAttributeMap(
                        r -> r.identityPoolId(pool).identityProviderName(own.loginKey()))),
                forbidden(() -> backEnd.setPrincipalTagAttributeMap(
                        r -> r.identityPoolId(pool).identityProviderName(own.loginKey()))));
    }

    private Conformity tagResource() {
        return row(
                "TagResource",
                "",
                holds("adds tags and replaces values", () -> {
                    administrator.tagResource(r -> r.resourceArn(arn(pool)).tags(Map.of("tier", "gold")));
                    administrator.tagResource(r -> r.resourceArn(arn(pool)).tags(Map.of("tier", "tin", "team", "red")));
                    assertThat(administrator
                                    .listTagsForResource(r -> r.resourceArn(arn(pool)))
                                    .tags())
                            .containsAllEntriesOf(Map.of("tier", "tin", "team", "red"));
                }),
                refuses(
                        "InvalidParameterException",
                        "no tags",
                        () -> administrator.tagResource(r -> r.resourceArn(arn(pool)))),
                unknownPool(id ->
                        administrator.tagResource(r -> r.resourceArn(arn(id)).tags(Map.of("a", "b")))),
                foreignArn(
                        arn -> administrator.tagResource(r -> r.resourceArn(arn).tags(Map.of("a", "b")))),
                unsigned(() -> app.tagResource(r -> r.resourceArn(arn(pool)).tags(Map.of("a", "b")))),
                forbidden(
                        () -> backEnd.tagResource(r -> r.resourceArn(arn(pool)).tags(Map.of("a", "b")))));
    }

    private Conformity unlinkDeveloperIdentity() {
        return row(
                "UnlinkDeveloperIdentity",
                "",
                holds("the user gets an identity of its own next time", () -> {
                    String user = newName();
                    String id = own.vouch(user).identityId();
                    backEnd.unlinkDeveloperIdentity(r -> r.identityPoolId(pool)
                            .identityId(id)
                            .developerProviderName(PROVIDER)
                            .developerUserIdentifier(user));
                    assertThat(own.vouch(user).identityId()).isNotEqualTo(id);
                }),
                refuses(
                        "ResourceNotFoundException",
                        "an identity that does not exist",
                        () -> backEnd.unlinkDeveloperIdentity(r -> r.identityPoolId(pool)
                                .identityId(NOBODY)
                                .developerProviderName(PROVIDER)
                                .developerUserIdentifier("u"))),
                refuses(
                        "InvalidParameterException",
                        "no user",
                        () -> backEnd.unlinkDeveloperIdentity(
                                r -> r.identityPoolId(pool).identityId(NOBODY).developerProviderName(PROVIDER))),
                unsigned(() -> app.unlinkDeveloperIdentity(r -> r.identityPoolId(pool)
                        .identityId(NOBODY)
                        .developerProviderName(PROVIDER)
                        .developerUserIdentifier("u"))),
                forbidden(() -> backEnd.unlinkDeveloperIdentity(
                        r -> r.identityPoolId(own.doors().poolId())
                                .identityId(NOBODY)
                                .developerProviderName(PROVIDER)
                                .developerUserIdentifier("u"))));
    }

    private Conformity unlinkIdentity() {
        return row(
                "UnlinkIdentity",
                "",
                holds("the login gets an identity of its own next time", () -> {
                    Map<String, String> logins = logins();
                    String id = own.getId(logins);
                    app.unlinkIdentity(r -> r.identityId(id).logins(logins).loginsToRemove(own.loginKey()));
                    assertThat(own.getId(logins)).isNotEqualTo(id);
                }),
                refuses("NotAuthorizedException", "the login of somebody else", () -> {
                    String id = own.getId(logins());
                    app.unlinkIdentity(r -> r.identityId(id).logins(logins()).loginsToRemove(own.loginKey()));
                }),
                refuses("InvalidParameterException", "nothing to remove", () -> {
                    Map<String, String> logins = logins();
                    String id = own.getId(logins);
                    app.unlinkIdentity(r -> r.identityId(id).logins(logins));
                }),
                refuses(
                        "ResourceNotFoundException",
                        "an identity that does not exist",
                        () -> app.unlinkIdentity(
                                r -> r.identityId(NOBODY).logins(logins()).loginsToRemove(own.loginKey()))));
    }

    private Conformity untagResource() {
        return row(
                "UntagResource",
                "",
                holds("removes tags, also those that are not there", () -> {
                    administrator.tagResource(r -> r.resourceArn(arn(pool)).tags(Map.of("gone", "x")));
                    administrator.untagResource(r -> r.resourceArn(arn(pool)).tagKeys("gone", "never"));
                    assertThat(administrator
                                    .listTagsForResource(r -> r.resourceArn(arn(pool)))
                                    .tags())
                            .doesNotContainKey("gone");
                }),
                unknownPool(id ->
                        administrator.untagResource(r -> r.resourceArn(arn(id)).tagKeys("a"))),
                foreignArn(arn ->
                        administrator.untagResource(r -> r.resourceArn(arn).tagKeys("a"))),
                malformedArn(arn ->
                        administrator.untagResource(r -> r.resourceArn(arn).tagKeys("a"))),
                unsigned(() -> app.untagResource(r -> r.resourceArn(arn(pool)).tagKeys("a"))),
                forbidden(() ->
                        backEnd.untagResource(r -> r.resourceArn(arn(pool)).tagKeys("a"))));
    }

    private Conformity updateIdentityPool() {
        return row(
                "UpdateIdentityPool",
                "what the API has no field for (lifetimes, `guestProof`, roles of the pool) stays as it is",
                holds("replaces what it names and empties what it leaves out", () -> {
                    String id = administrator
                            .createIdentityPool(r -> r.identityPoolName(newName())
                                    .allowUnauthenticatedIdentities(true)
                                    .allowClassicFlow(true))
                            .identityPoolId();
                    String name = newName();
                    var updated = administrator.updateIdentityPool(
                            r -> r.identityPoolId(id).identityPoolName(name).allowUnauthenticatedIdentities(false));
                    administrator.deleteIdentityPool(r -> r.identityPoolId(id));
                    assertThat(updated.identityPoolName()).isEqualTo(name);
                    assertThat(updated.allowUnauthenticatedIdentities()).isFalse();
                    assertThat(updated.allowClassicFlow()).isFalse();
                }),
                refuses(
                        "InvalidParameterException",
                        "another developer provider",
                        () -> administrator.updateIdentityPool(r -> r.identityPoolId(pool)
                                .identityPoolName(poolName())
                                .allowUnauthenticatedIdentities(true)
                                .developerProviderName("other.example"))),
                unknownPool(id -> administrator.updateIdentityPool(
                        r -> r.identityPoolId(id).identityPoolName(newName()).allowUnauthenticatedIdentities(false))),
                malformedPool(id -> administrator.updateIdentityPool(
                        r -> r.identityPoolId(id).identityPoolName(newName()).allowUnauthenticatedIdentities(false))),
                unsigned(() -> app.updateIdentityPool(
                        r -> r.identityPoolId(pool).identityPoolName(newName()).allowUnauthenticatedIdentities(false))),
                forbidden(() -> backEnd.updateIdentityPool(r ->
                        r.identityPoolId(pool).identityPoolName(newName()).allowUnauthenticatedIdentities(false))));
    }

    private static Conformity row(String operation, String difference, Check... checks) {
        return new Conformity(operation, difference, List.of(checks));
    }

    private static Check holds(String claim, Executable proof) {
        return new Check(claim, proof);
    }

    private static Check refuses(String code, String what, ThrowingCallable call) {
        return new Check(what + ": `" + code + "`", () -> assertRefused(code, call));
    }

    private static Check refuses(String code, String what, String message, ThrowingCallable call) {
        return new Check(what + ": `" + code + "` (“" + message + "”)", () -> assertThat(
                        assertRefused(code, call).awsErrorDetails().errorMessage())
                .startsWith(message));
    }

    private static Check unknownPool(Consumer<String> call) {
        return refuses("ResourceNotFoundException", "a pool that does not exist", () -> call.accept(NOBODY));
    }

    private static Check malformedPool(Consumer<String> call) {
        return refuses("InvalidParameterException", "a malformed pool id", () -> call.accept(NO_UUID));
    }

    private static Check malformedArn(Consumer<String> call) {
        return refuses("InvalidParameterException", "no ARN", () -> call.accept("pool"));
    }

    private static Check foreignArn(Consumer<String> call) {
        return refuses("ResourceNotFoundException", "an ARN of something else", () -> call.accept(Doors.ROLE_ARN));
    }

    private static Check unsigned(ThrowingCallable call) {
        return refuses("MissingAuthenticationTokenException", "no signature", call)
                .asCommon();
    }

    private static Check forbidden(ThrowingCallable call) {
        return refuses("AccessDeniedException", "a client without the right", call)
                .asCommon();
    }

    private static CognitoIdentityException assertRefused(String code, ThrowingCallable call) {
        CognitoIdentityException refusal = catchThrowableOfType(CognitoIdentityException.class, call);
        assertThat(refusal).as("nothing was refused").isNotNull();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.requestId()).isNotEmpty();
        return refusal;
    }

    private void assertForbidden(String guest) {
        CognitoIdentityException refusal =
                assertRefused("NotAuthorizedException", () -> app.getCredentialsForIdentity(r -> r.identityId(guest)));
        assertThat(refusal.awsErrorDetails().errorMessage())
                .isEqualTo("Access to Identity '" + guest + "' is forbidden");
    }

    private String merge(String source, String destination) {
        return backEnd.mergeDeveloperIdentities(r -> r.identityPoolId(pool)
                        .developerProviderName(PROVIDER)
                        .sourceUserIdentifier(source)
                        .destinationUserIdentifier(destination))
                .identityId();
    }

    private void setRoles(RoleMapping mapping) {
        administrator.setIdentityPoolRoles(r -> r.identityPoolId(pool)
                .roles(Map.of("authenticated", Doors.ROLE_ARN))
                .roleMappings(Map.of(mappingKey(), mapping)));
    }

    private static RoleMapping rules(String group) {
        return RoleMapping.builder()
                .type("Rules")
                .ambiguousRoleResolution("Deny")
                .rulesConfiguration(rules -> rules.rules(MappingRule.builder()
                        .claim("groups")
                        .matchType("Equals")
                        .value(group)
                        .roleARN(Doors.ROLE_ARN)
                        .build()))
                .build();
    }

    private String mappingKey() {
        return own.loginKey() + ":webapp";
    }

    private void allowClassicFlow(boolean allowed) {
        administrator.updateIdentityPool(r -> r.identityPoolId(pool)
                .identityPoolName(poolName())
                .allowUnauthenticatedIdentities(true)
                .allowClassicFlow(allowed)
                .developerProviderName(PROVIDER)
                .cognitoIdentityProviders(administrator
                        .describeIdentityPool(d -> d.identityPoolId(pool))
                        .cognitoIdentityProviders()));
    }

    private Map<String, String> logins() {
        return logins(people.newPerson());
    }

    private Map<String, String> logins(People.Person person) {
        return Map.of(own.loginKey(), people.signIn(person).id());
    }

    private String poolName() {
        return administrator.describeIdentityPool(r -> r.identityPoolId(pool)).identityPoolName();
    }

    private static String newName() {
        return "n" + UUID.randomUUID();
    }

    private static String arn(String pool) {
        return "arn:aws:cognito-identity:us-east-1:000000000000:identitypool/" + pool;
    }
}
