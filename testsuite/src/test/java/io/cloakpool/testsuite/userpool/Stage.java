package io.cloakpool.testsuite.userpool;

import io.cloakpool.testsuite.logs.Issued;
import io.cloakpool.testsuite.userpool.Members.Member;
import jakarta.ws.rs.core.Response;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.keycloak.testframework.mail.MailServer;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.util.ApiUtil;

/** What a flow needs to be walked: a visitor, the realms of the recipes, and where messages arrive. */
public final class Stage implements AutoCloseable {
    /** Seconds. */
    private static final int LONGER_THAN_CODES = 2 * 24 * 60 * 60;

    private final Visitor visitor;
    private final MailServer mail;
    private final Map<Class<? extends Recipe>, ManagedRealm> realms;
    private final TextGateway gateway = new TextGateway();
    private final Deque<Runnable> before = new ArrayDeque<>();

    Stage(Visitor visitor, MailServer mail, Map<Class<? extends Recipe>, ManagedRealm> realms) {
        this.visitor = visitor;
        this.mail = mail;
        this.realms = realms;
    }

    Visitor visitor() {
        return visitor;
    }

    /** What arrives at a phone. */
    Walk.Arrivals textsTo(String number) {
        return new Walk.Arrivals() {
            @Override
            public int size() {
                return gateway.size();
            }

            @Override
            public String code(int messages) {
                return gateway.code(messages, number);
            }
        };
    }

    ManagedRealm realm(Class<? extends Recipe> recipe) {
        return Objects.requireNonNull(realms.get(recipe));
    }

    Members members(Class<? extends Recipe> recipe) {
        return new Members(realm(recipe), mail);
    }

    /** Somebody whose second factor is codes by mail. */
    Member withCodesByMail(Class<? extends Recipe> recipe) {
        return members(recipe).with("cloakpool-email-code", "{}", "{}");
    }

    /** Somebody whose second factor is codes by text message. */
    Member withCodesByText(Class<? extends Recipe> recipe, String number) {
        Member member = members(recipe).with("cloakpool-sms-code", "{}", "{}");
        UserRepresentation user = member.user().toRepresentation();
        user.setAttributes(Map.of("phoneNumber", List.of(number), "phoneNumberVerified", List.of("true")));
        member.user().update(user);
        return member;
    }

    Mailbox newMailbox() {
        return new Mailbox(mail, "new-" + UUID.randomUUID() + "@example.com");
    }

    /** Of a range of German mobile numbers. */
    public static String newNumber() {
        return typed("+49172" + (1_000_000 + ThreadLocalRandom.current().nextInt(9_000_000)));
    }

    /** A number of somebody's, which no log may hold, whether or not a message ever goes there. */
    static String typed(String number) {
        Issued.add(number);
        return number;
    }

    /** What is switched in a realm until this is closed. */
    Steps steps(Class<? extends Recipe> recipe) {
        Steps steps = new Steps(realm(recipe));
        before.push(steps::close);
        return steps;
    }

    /** The same in a realm that sends text messages. */
    Steps texting(Class<? extends Recipe> recipe) {
        ManagedRealm realm = realm(recipe);
        try (Response made = realm.admin().components().add(gateway.sender())) {
            String sender = ApiUtil.getCreatedId(made);
            before.push(() -> realm.admin().components().component(sender).remove());
        }
        return steps(recipe).attributes(Map.of("cloakpool.sms.countries", "DE"));
    }

    /** Has sign-ins last longer than any code until this is closed. */
    void patient() {
        for (ManagedRealm realm : realms.values()) {
            RealmRepresentation was = realm.admin().toRepresentation();
            lifespans(realm, LONGER_THAN_CODES, LONGER_THAN_CODES);
            before.push(
                    () -> lifespans(realm, was.getAccessCodeLifespanLogin(), was.getAccessCodeLifespanUserAction()));
        }
    }

    private static void lifespans(ManagedRealm realm, int signIn, int action) {
        RealmRepresentation changed = realm.admin().toRepresentation();
        changed.setAccessCodeLifespanLogin(signIn);
        changed.setAccessCodeLifespanUserAction(action);
        realm.admin().update(changed);
    }

    /** Has the example's question asked in place of the password until this is closed. */
    void challenge(Class<? extends Recipe> recipe) {
        steps(recipe).challenge();
    }

    /** Has users of the company's provider come in until this is closed. */
    void company(Class<? extends Recipe> recipe) {
        ManagedRealm realm = realm(recipe);
        realm.admin().identityProviders().create(Recipe.company()).close();
        before.push(() -> realm.admin().identityProviders().get("oidc").remove());
    }

    @Override
    public void close() {
        before.forEach(Runnable::run);
        gateway.close();
    }
}
