package io.cloakpool.testsuite.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.testsuite.demo.Http;
import io.cloakpool.testsuite.migration.OldSystem.Fault;
import io.cloakpool.testsuite.pool.PoolServer;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.testframework.annotations.InjectRealm;
import org.keycloak.testframework.annotations.KeycloakIntegrationTest;
import org.keycloak.testframework.realm.ManagedRealm;
import org.keycloak.testframework.realm.UserBuilder;
import org.keycloak.testframework.remote.runonserver.InjectRunOnServer;
import org.keycloak.testframework.remote.runonserver.RunOnServerClient;

/** The table of {@code docs/migrate.md}: what users and operators get to know of each way in which a sign-in ends, at both doors. */
@KeycloakIntegrationTest(config = PoolServer.class)
@SuppressWarnings("NullAway.Init")
class SignInEventsTest {
    private static final String WRONG = "not the password 12";
    private static final String ID = "the-id-there";
    private static final URI METRICS = URI.create("http://localhost:9000/metrics");
    private static final String LOGIN_ERROR = "LOGIN_ERROR";
    private static final String LINK = "FEDERATED_IDENTITY_LINK";
    private static final String LINK_ERROR = "FEDERATED_IDENTITY_LINK_ERROR";

    @InjectRealm(config = OldSystemRealm.class)
    ManagedRealm realm;

    @InjectRunOnServer(permittedPackages = "io.cloakpool.testsuite.migration")
    RunOnServerClient server;

    private OldSystem system;
    private Source source;

    @BeforeEach
    void connect() {
        system = new OldSystem();
        source = Source.connect(realm, system, Map.of());
    }

    @AfterEach
    void disconnect() {
        source.close();
        system.close();
    }

    /** What users read. */
    private enum Told {
        WRONG("invalid_grant", 200, "Invalid username or password."),
        DISABLED("invalid_grant", 200, "Account is disabled, contact your administrator."),
        LATER("temporarily_unavailable", 503, "not possible at the moment");

        /** At the token endpoint. */
        private final String error;

        private final int pageStatus;
        private final String page;

        Told(String error, int pageStatus, String page) {
            this.error = error;
            this.pageStatus = pageStatus;
            this.page = page;
        }
    }

    /** How a sign-in ends. */
    private enum End {
        WRONG_PASSWORD(Told.WRONG, "invalid_user_credentials", null),
        UNKNOWN_NAME(Told.WRONG, "user_not_found", null) {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.remove(name);
            }
        },
        UNKNOWN_BY_THEN(Told.WRONG, "invalid_user_credentials", null) {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.answerSignIns(name, 404);
            }
        },
        DISABLED(Told.DISABLED, "user_disabled", null) {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.add(name, Source.PASSWORD, Map.of("enabled", false));
            }
        },
        LOCKED(Told.WRONG, "invalid_user_credentials", "legacy_locked") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.answerSignIns(name, 423);
            }
        },
        SECOND_FACTOR(Told.WRONG, "invalid_user_credentials", "legacy_second_factor") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.challenge(name, "second_factor");
            }
        },
        PASSWORD_RESET(Told.WRONG, "invalid_user_credentials", "legacy_password_reset") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.challenge(name, "password_reset");
            }
        },
        CHALLENGE(Told.WRONG, "invalid_user_credentials", "legacy_challenge") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.challenge(name, "a dance");
            }
        },
        NAME_TAKEN(Told.WRONG, "invalid_user_credentials", "legacy_name_taken") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.meanwhile(name, () -> {
                    test.system.remove(name);
                    test.create(name, "own-" + name + "@example.com");
                });
            }
        },
        EMAIL_TAKEN(Told.WRONG, "invalid_user_credentials", "legacy_email_taken") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.remove(name);
                test.create("own-" + name, name + "@example.com");
                test.system.add(name, Source.PASSWORD, Map.of("email", name + "@example.com"));
            }
        },
        DISABLED_MEANWHILE(Told.WRONG, "invalid_user_credentials", "legacy_disabled") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.comeOverInModeCheck(name);
                test.system.add(name, Source.PASSWORD, Map.of("id", ID, "enabled", false));
            }
        },
        OTHER_USER(Told.WRONG, "invalid_user_credentials", "legacy_other_user") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.comeOverInModeCheck(name);
                test.system.add(name, Source.PASSWORD, Map.of("id", "somebody else"));
            }
        },
        BUSY(Told.LATER, "generic_authentication_error", "legacy_busy") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.server.run(BusyOnServer.with(test.source.id(), name));
            }
        },
        OUTAGE_AT_LOOK_UP(Told.LATER, "generic_authentication_error", "legacy_unavailable") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.misbehave(Fault.STATUS_500);
            }
        },
        OUTAGE_AT_PASSWORD(Told.LATER, "generic_authentication_error", "legacy_unavailable") {
            @Override
            void arrange(SignInEventsTest test, String name) {
                test.system.misbehaveAtSignIns(Fault.STATUS_500);
            }
        };

        private final Told told;
        private final String keycloaks;
        private final @Nullable String ours;

        End(Told told, String keycloaks, @Nullable String ours) {
            this.told = told;
            this.keycloaks = keycloaks;
            this.ours = ours;
        }

        void arrange(SignInEventsTest test, String name) {}

        boolean isOutage() {
            return "legacy_unavailable".equals(ours);
        }
    }

    static Stream<Arguments> ends() {
        return Stream.of(End.values()).flatMap(end -> Stream.of(Door.values()).map(door -> Arguments.of(end, door)));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void each_end_has_its_message_and_its_events(End end, Door door) {
        String name = source.person(Map.of("id", ID));
        end.arrange(this, name);
        realm.admin().clearEvents();

        Door.Answer answer = door.enter(source, name, end == End.WRONG_PASSWORD ? WRONG : Source.PASSWORD);

        assertTold(end.told, door, answer);
        assertThat(source.errors(LOGIN_ERROR))
                .isEqualTo(end.told == Told.LATER && door == Door.TOKEN_ENDPOINT ? List.of() : List.of(end.keycloaks));
        assertThat(events(LINK)).isEmpty();
        List<EventRepresentation> ours = events(LINK_ERROR);
        assertThat(ours)
                .extracting(EventRepresentation::getError)
                .isEqualTo(end.ours == null ? List.of() : List.of(end.ours));
        assertThat(ours).allSatisfy(event -> {
            assertThat(event.getClientId()).isEqualTo(OldSystemRealm.APP);
            assertThat(event.getDetails()).containsEntry("legacy_source", Source.NAME);
            if (end.isOutage()) {
                assertThat(event.getDetails()).containsEntry("legacy_fault", "BAD_STATUS");
            } else {
                assertThat(event.getDetails()).containsEntry("username", name).doesNotContainKey("legacy_fault");
            }
        });
    }

    private static void assertTold(Told told, Door door, Door.Answer answer) {
        assertThat(answer.in()).as(answer.text()).isFalse();
        if (door == Door.BROWSER) {
            assertThat(answer.text()).contains(told.page);
            assertThat(answer.status()).isEqualTo(told.pageStatus);
        } else {
            assertThat(answer.text()).contains("\"" + told.error + "\"");
            assertThat(answer.status()).isEqualTo(told == Told.LATER ? 503 : 400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoever_comes_over_is_told_with_name_and_source(Door door) {
        String name = source.person(Map.of());
        realm.admin().clearEvents();

        Door.Answer answer = door.enter(source, name, Source.PASSWORD);

        assertThat(answer.in()).as(answer.text()).isTrue();
        assertThat(events(LINK)).singleElement().satisfies(event -> {
            assertThat(event.getUserId())
                    .isEqualTo(source.row(name).toRepresentation().getId());
            assertThat(event.getClientId()).isEqualTo(OldSystemRealm.APP);
            assertThat(event.getDetails())
                    .containsEntry("legacy_source", Source.NAME)
                    .containsEntry("username", name);
        });
        assertThat(events(LINK_ERROR)).isEmpty();
        assertThat(events(LOGIN_ERROR)).isEmpty();
        assertThat(events("LOGIN")).hasSize(1);
    }

    @Test
    void who_came_over_and_who_did_not_is_counted_by_reason() {
        String came = source.person(Map.of());
        String locked = source.person(Map.of());
        system.answerSignIns(locked, 423);
        double before = count("");
        double refused = count("legacy_locked");
        double out = count("legacy_unavailable");

        assertThat(source.signIn(came, Source.PASSWORD).status()).isEqualTo(200);
        assertThat(source.signIn(locked, Source.PASSWORD).status()).isEqualTo(400);
        system.misbehave(Fault.STATUS_500);
        assertThat(source.signIn(source.person(Map.of()), Source.PASSWORD).status())
                .isEqualTo(503);

        assertThat(count("") - before).isEqualTo(1);
        assertThat(count("legacy_locked") - refused).isEqualTo(1);
        assertThat(count("legacy_unavailable") - out).isEqualTo(1);
    }

    /** As {@code docs/migrate.md} has the counter. */
    private static double count(String error) {
        return Http.get(METRICS)
                .body()
                .lines()
                .filter(line -> line.startsWith("keycloak_user_events_total{")
                        && line.contains("event=\"federated_identity_link\"")
                        && line.contains("error=\"" + error + "\"")
                        && line.contains("realm=\"old-system\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private List<EventRepresentation> events(String type) {
        return realm.admin().getEvents(List.of(type), null, null, null, null, null, null, null);
    }

    private void comeOverInModeCheck(String name) {
        source.set("mode", "check");
        assertThat(source.signIn(name, Source.PASSWORD).status()).isEqualTo(200);
    }

    private void create(String name, String email) {
        try (Response made = realm.admin()
                .users()
                .create(UserBuilder.create(name).enabled(true).email(email).build())) {
            assertThat(made.getStatus())
                    .as(Objects.toString(made.getStatusInfo()))
                    .isEqualTo(201);
        }
    }
}
