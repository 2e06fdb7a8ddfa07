package io.cloakpool.identitypool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloakpool.identitypool.fakes.LogLines;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RequestLoggerTest {
    /** Its name is the logger's. */
    private static final class Owner {}

    @RegisterExtension
    final LogLines lines = LogLines.of(Owner.class);

    private final RequestLogger log = RequestLogger.of(Owner.class);

    @AfterEach
    void stop() {
        RequestLogger.close();
    }

    @Test
    void lines_of_a_request_say_whose_they_are() {
        RequestLogger.open("r-1", "demo");
        log.warnf("100%% of %s", "it");
        RequestLogger.pool("us-east-1:pool");
        log.errorf(new IllegalStateException("broken"), "Failed");

        assertThat(lines.all())
                .extracting(LogRecord::getMessage)
                .containsExactly(
                        "100% of it [request=r-1 realm=demo]", "Failed [request=r-1 realm=demo pool=us-east-1:pool]");
        assertThat(lines.all().get(1).getThrown()).hasMessage("broken");
        assertThat(lines.all().get(1).getLevel().intValue()).isGreaterThanOrEqualTo(Level.SEVERE.intValue());
    }

    @Test
    void the_next_request_of_the_thread_begins_anew() {
        RequestLogger.open("r-1", "demo");
        RequestLogger.pool("us-east-1:pool");
        RequestLogger.open("r-2", "other");
        log.infof("line");

        assertThat(lines.all()).extracting(LogRecord::getMessage).containsExactly("line [request=r-2 realm=other]");
    }

    @Test
    void outside_of_a_request_there_is_nothing_to_say() {
        RequestLogger.open("r-1", "demo");
        RequestLogger.pool("us-east-1:pool");
        RequestLogger.close();
        log.infof("line");

        assertThat(lines.all()).extracting(LogRecord::getMessage).containsExactly("line");
        assertThat(MDC.get(RequestLogger.REQUEST)).isNull();
        assertThat(MDC.get(RequestLogger.POOL)).isNull();
    }

    @Test
    void what_is_not_logged_is_not_written_out() {
        log.debugf(
                "%s",
                new Object() {
                    @Override
                    public String toString() {
                        throw new AssertionError("formatted for nobody");
                    }
                });

        assertThat(lines.all()).isEmpty();
    }
}
