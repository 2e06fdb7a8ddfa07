package io.cloakpool.authenticators.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.authenticators.federation.Claims;
import io.cloakpool.authenticators.federation.ProtectedAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.models.ClientModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakTransaction;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;

/** What other mappers of a provider have written, when the request is about to be committed. */
class BrokeredChangesTest {
    private final List<KeycloakTransaction> atCommit = new ArrayList<>();
    private final Map<@Nullable Object, @Nullable Object> ofRequest = new HashMap<>();
    private final Map<String, List<String>> attributes = new HashMap<>();
    private final List<RoleModel> roles = new ArrayList<>();
    private final List<GroupModel> groups = new ArrayList<>();
    private @Nullable String email = "ann@example.com";
    private boolean verified;

    private final KeycloakTransactionManager transactions = Stubs.of(
            KeycloakTransactionManager.class,
            Map.of("enlistPrepare", this::enlist, "enlistAfterCompletion", this::enlist));
    private final RealmModel realm = Stubs.of(RealmModel.class, Map.of());
    private final KeycloakContext context = Stubs.of(KeycloakContext.class, Map.of("getRealm", none -> realm));
    private final KeycloakSession session = Stubs.of(
            KeycloakSession.class,
            Map.of(
                    "getTransactionManager", none -> transactions,
                    "getContext", none -> context,
                    "getAttribute", key -> ofRequest.get(key.get(0)),
                    "setAttribute", pair -> ofRequest.put(pair.get(0), pair.get(1))));
    private final UserModel user = Stubs.of(
            UserModel.class,
            Map.ofEntries(
                    Map.entry("getId", none -> "ann"),
                    Map.entry("getEmail", none -> email),
                    Map.entry("setEmail", value -> email = (String) value.get(0)),
                    Map.entry("isEmailVerified", none -> verified),
                    Map.entry("setEmailVerified", value -> verified = Boolean.TRUE.equals(value.get(0))),
                    Map.entry("getAttributes", none -> Map.copyOf(attributes)),
                    Map.entry(
                            "getAttributeStream",
                            name -> attributes.getOrDefault(String.valueOf(name.get(0)), List.of()).stream()),
                    Map.entry("removeAttribute", name -> attributes.remove(String.valueOf(name.get(0)))),
                    Map.entry("setAttribute", this::setAttribute),
                    Map.entry("getRoleMappingsStream", none -> List.copyOf(roles).stream()),
                    Map.entry("deleteRoleMapping", role -> roles.removeIf(one -> one == role.get(0))),
                    Map.entry("getGroupsStream", none -> List.copyOf(groups).stream()),
                    Map.entry("leaveGroup", group -> groups.removeIf(one -> one == group.get(0)))));

    private final RoleModel right = role("manage-users", "realm-management");
    private final RoleModel plain = role("reader", "app");
    private final GroupModel administrators = Stubs.of(
            GroupModel.class,
            Map.of("getId", none -> "administrators", "getRoleMappingsStream", none -> Stream.of(right)));

    @SuppressWarnings("unchecked")
    private @Nullable Object setAttribute(List<@Nullable Object> arguments) {
        attributes.put(String.valueOf(arguments.get(0)), (List<String>) arguments.get(1));
        return null;
    }

    private static RoleModel role(String name, String client) {
        ClientModel of = Stubs.of(ClientModel.class, Map.of("getClientId", none -> client));
        return Stubs.of(
                RoleModel.class, Map.of("getId", none -> name, "getName", none -> name, "getContainer", none -> of));
    }

    private @Nullable Object enlist(List<@Nullable Object> arguments) {
        KeycloakTransaction transaction = (KeycloakTransaction) Objects.requireNonNull(arguments.get(0));
        transaction.begin();
        atCommit.add(transaction);
        return null;
    }

    private void commit() {
        atCommit.forEach(KeycloakTransaction::commit);
    }

    private static Claims claims(String address, String isVerified) {
        return new Claims(
                List.of(Map.of("email", List.of(address), "email_verified", List.of(isVerified))),
                Optional.of(address),
                false);
    }

    @Test
    void protected_attributes_are_as_before_and_others_are_the_providers() {
        attributes.put("phoneNumber", List.of("+1"));
        attributes.put("roleArn", List.of("arn:mine"));
        BrokeredChanges.watch(session, user);
        attributes.put("phoneNumber", List.of("+2"));
        attributes.remove("roleArn");
        attributes.put("groups", List.of("boss"));
        attributes.put("department", List.of("sales"));

        commit();

        assertThat(attributes)
                .containsOnly(
                        Map.entry("phoneNumber", List.of("+1")),
                        Map.entry("roleArn", List.of("arn:mine")),
                        Map.entry("department", List.of("sales")));
    }

    @Test
    void so_are_those_that_the_gate_names_and_all_of_a_new_user() {
        attributes.put("costCentre", List.of("9"));
        attributes.put("phoneNumberVerified", List.of("true"));
        BrokeredChanges.watchNew(session, user)
                .judgeBy(ProtectedAttributes.with("costCentre"), claims("ann@example.com", "true"));

        commit();

        assertThat(attributes).isEmpty();
    }

    @Test
    void rights_to_administer_are_taken_back_and_other_roles_are_not() {
        BrokeredChanges.watch(session, user);
        roles.add(right);
        roles.add(plain);
        groups.add(administrators);

        commit();

        assertThat(roles).extracting(RoleModel::getName).containsExactly("reader");
        assertThat(groups).isEmpty();
    }

    @Test
    void an_administrator_stays_one() {
        roles.add(right);
        groups.add(administrators);
        BrokeredChanges.watch(session, user);

        commit();

        assertThat(roles).extracting(RoleModel::getName).containsExactly("manage-users");
        assertThat(groups).hasSize(1);
    }

    @Test
    void no_mapper_says_that_an_address_is_verified() {
        BrokeredChanges.watch(session, user)
                .judgeBy(ProtectedAttributes.with(null), claims("ann@example.com", "false"));
        verified = true;

        commit();

        assertThat(verified).isFalse();
    }

    @Test
    void the_provider_does() {
        BrokeredChanges.watch(session, user).judgeBy(ProtectedAttributes.with(null), claims("ann@example.com", "true"));
        verified = true;

        commit();

        assertThat(verified).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "eve@example.com")
    void a_verified_address_stays_where_the_provider_does_not_vouch_for_the_new_one(@Nullable String mapped) {
        verified = true;
        BrokeredChanges.watch(session, user)
                .judgeBy(ProtectedAttributes.with(null), claims("eve@example.com", "false"));
        email = mapped;

        commit();

        assertThat(email).isEqualTo("ann@example.com");
        assertThat(verified).isTrue();
    }

    @Test
    void it_stays_where_keycloak_does_not_trust_the_provider_for_the_new_one() {
        verified = true;
        BrokeredChanges.watch(session, user).judgeBy(ProtectedAttributes.with(null), claims("new@example.com", "true"));
        email = "new@example.com";
        verified = false;

        commit();

        assertThat(email).isEqualTo("ann@example.com");
        assertThat(verified).isTrue();
    }

    /** Else the next sign-in could replace it. */
    @Test
    void a_provider_does_not_take_the_mark_of_an_address_that_it_leaves() {
        verified = true;
        BrokeredChanges.watch(session, user)
                .judgeBy(ProtectedAttributes.with(null), claims("ann@example.com", "false"));
        verified = false;

        commit();

        assertThat(verified).isTrue();
    }

    /** In a realm without the listener nobody is told: a session of its own for that would fail here. */
    @Test
    void it_gives_way_to_one_that_the_provider_vouches_for() {
        verified = true;
        BrokeredChanges.watch(session, user).judgeBy(ProtectedAttributes.with(null), claims("new@example.com", "true"));
        email = "new@example.com";

        commit();

        assertThat(email).isEqualTo("new@example.com");
        assertThat(verified).isTrue();
    }

    @Test
    void an_address_that_nobody_has_verified_is_the_providers_to_change() {
        BrokeredChanges.watch(session, user)
                .judgeBy(ProtectedAttributes.with(null), claims("eve@example.com", "false"));
        email = "eve@example.com";
        verified = true;

        commit();

        assertThat(email).isEqualTo("eve@example.com");
        assertThat(verified).isFalse();
    }
}
