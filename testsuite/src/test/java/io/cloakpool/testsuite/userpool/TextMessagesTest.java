package io.cloakpool.testsuite.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.pool.PoolServer;
import io.cloakpool.testsuite.userpool.Members.Member;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.mail.annotations.InjectMailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/** Codes by text message, and the self-check, in the realm of {@code mfa-required.json}. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class TextMessagesTest {
    private static final String BY_SMS = "cloakpool-sms-code-enrolment";

    @InjectRealm(config = Recipe.MfaRequired.class)
    ManagedRealm realm;

    @InjectMailServer
    MailServer mail;

    private Members members;
    private TextGateway gateway;
    private String component;

    @BeforeEach
    void gateway() {
        members = new Members(realm, mail);
        gateway = new TextGateway();
        setCountries("DE,AT");
        enable(true);
        try (Response made = realm.admin().components().add(gateway.sender())) {
            component = ApiUtil.getCreatedId(made);
        }
    }

    @AfterEach
    void close() {
        realm.admin().components().component(component).remove();
        gateway.close();
    }

    @Test
    void a_number_becomes_a_second_factor_once_a_code_has_arrived_there() {
        Member member = members.withPassword();
        String number = Stage.newNumber();
        SignIn first = password(member).send("factor", BY_SMS);
        assertThat(first.page().html()).contains("name=\"phone\"");

        first.send("phone", number.substring(0, 3) + " (0) " + number.substring(3));
        first.send("phone", number.substring(0, 3) + " " + number.substring(3));
        assertThat(member.user().toRepresentation().getAttributes())
                .as("before the code")
                .isNullOrEmpty();
        String code = gateway.code(1, number);
        first.send("code", code);

        assertThat(first.tokens().path("access_token").asText()).isNotEmpty();
        assertThat(member.user().toRepresentation().getAttributes())
                .containsEntry("phoneNumber", List.of(number))
                .containsEntry("phoneNumberVerified", List.of("true"));
        SignIn second = password(member);
        assertThat(second.page().html())
                .contains("+49********" + number.substring(number.length() - 2))
                .doesNotContain(number);
        assertThat(second.send("code", gateway.code(2, number)).isDone()).isTrue();
        SignIn byNumber = SignIn.at(realm).send("username", number).send("password", Members.PASSWORD);
        assertThat(byNumber.page().html()).contains("name=\"code\"");
    }

    @Test
    void numbers_elsewhere_and_what_is_no_number_get_nothing() {
        Member member = members.withPassword();
        SignIn signIn = password(member).send("factor", BY_SMS);

        for (String text : List.of("+12025550123", "+33612345678", "0170 1234567", "nonsense", "+49", "")) {
            signIn.send("phone", Stage.typed(text));
            assertThat(signIn.page().html()).as(text).contains("name=\"phone\"");
        }
        assertThat(gateway.size()).isZero();
    }

    @Test
    void a_mistyped_number_is_changed_at_once() {
        Member member = members.withPassword();
        String right = Stage.newNumber();
        SignIn signIn = password(member).send("factor", BY_SMS).send("phone", Stage.newNumber());
        assertThat(gateway.size()).isEqualTo(1);

        signIn.send("change", "true").send("phone", right);

        assertThat(signIn.send("code", gateway.code(2, right)).isDone()).isTrue();
        assertThat(member.user().toRepresentation().getAttributes()).containsEntry("phoneNumber", List.of(right));
    }

    @Test
    void a_broken_gateway_is_told_and_the_number_stays_unproven() {
        Member member = members.withPassword();
        SignIn signIn = password(member).send("factor", BY_SMS);
        gateway.fail();

        signIn.send("phone", Stage.newNumber());

        assertThat(signIn.page().html()).contains("The code could not be sent.");
        assertThat(member.user().toRepresentation().getAttributes()).isNullOrEmpty();
    }

    /** Else whoever rents some numbers, of one range or one country, earns on each message. */
    @ParameterizedTest
    @CsvSource({
        "cloakpool.sms.hourlyPerRange, +49171, +49171, true",
        "cloakpool.sms.hourlyPerCountry, +43664, +43664, false",
        "cloakpool.sms.dailyPerRealm, +49171, +43664, false"
    })
    void what_a_limit_of_the_realm_does_not_allow_is_not_sent(
            String limit, String first, String second, boolean oneRange) {
        String taken = newNumber(first);
        String other = oneRange ? inRangeOf(taken) : newNumber(second);
        password(members.withPassword()).send("factor", BY_SMS).send("phone", taken);
        assertThat(gateway.size()).isEqualTo(1);
        SignIn signIn = password(members.withPassword()).send("factor", BY_SMS);

        try (Steps steps = new Steps(realm)) {
            steps.attributes(Map.of(limit, "1"));
            signIn.send("phone", other);
            assertThat(signIn.page().html()).contains("The code could not be sent.");
            assertThat(gateway.size()).isEqualTo(1);
        }

        signIn.send("phone", other);
        assertThat(gateway.text(2, other)).as("without the limit").isNotEmpty();
    }

    @Test
    void wrong_passwords_by_number_lock_the_account_too() {
        Member member = members.withPassword();
        String number = Stage.newNumber();
        password(member).send("factor", BY_SMS).send("phone", number).send("code", gateway.code(1, number));
        for (int i = 0; i < 5; i++) {
            SignIn.at(realm).send("username", number).send("password", "wrong");
        }

        assertThat(realm.admin().attackDetection().bruteForceUserStatus(member.id()))
                .containsEntry("disabled", true);
        realm.admin().attackDetection().clearBruteForceForUser(member.id());
    }

    @Test
    void what_is_miswired_is_told_in_a_line_each() {
        assertThat(findings()).isEmpty();
        setCountries("");

        assertThat(findings()).singleElement().asString().contains("cloakpool.sms.countries");

        enable(false);
        assertThat(findings()).isEmpty();
    }

    @Test
    void the_self_check_is_for_administrators() {
        URI door = checkDoor();

        assertThat(Http.get(door).status()).isEqualTo(401);
        assertThat(Http.get(door, "Authorization", "Bearer x").status()).isEqualTo(401);
    }

    private List<String> findings() {
        Http.Answer answer = Http.get(checkDoor(), "Authorization", "Bearer " + administrator());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> findings = new ArrayList<>();
        for (JsonNode line : answer.json().path("findings")) {
            findings.add(line.asText());
        }
        return findings;
    }

    private static String administrator() {
        return Http.form(
                        URI.create("http://localhost:8080/realms/master/protocol/openid-connect/token"),
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", "temp-admin",
                                "client_secret", "mysecret"))
                .json()
                .path("access_token")
                .asText();
    }

    private URI checkDoor() {
        return URI.create("http://localhost:8080/admin/realms/" + realm.getName() + "/cloakpool-user-pool/check");
    }

    private void enable(boolean enabled) {
        RequiredActionProviderRepresentation action = realm.admin().flows().getRequiredAction(BY_SMS);
        action.setEnabled(enabled);
        realm.admin().flows().updateRequiredAction(BY_SMS, action);
    }

    private void setCountries(String countries) {
        RealmRepresentation representation = realm.admin().toRepresentation();
        representation.getAttributes().put("cloakpool.sms.countries", countries);
        realm.admin().update(representation);
    }

    private static String newNumber(String prefix) {
        String number = prefix + (1_000_000 + ThreadLocalRandom.current().nextInt(9_000_000));
        return Stage.typed(number);
    }

    /** Another one that differs in the last digit. */
    private static String inRangeOf(String number) {
        String other = number.substring(0, number.length() - 1) + (number.endsWith("1") ? "2" : "1");
        return Stage.typed(other);
    }

    private SignIn password(Member member) {
        return SignIn.at(realm).send("username", member.name()).send("password", Members.PASSWORD);
    }
}
