package io.cloakpool.identitypool.keycloak;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The document shows the meters of the code, no more and no fewer; where they differ, the failure prints the lines that belong there. */
class ObserveDocTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "observe.md");
    private static final String START = "<!-- meters -->\n";
    private static final String END = "<!-- end -->";

    @Test
    void the_document_lists_every_meter_with_all_values_of_its_tags() throws IOException {
        String rows = Meter.ALL.stream().map(ObserveDocTest::row).collect(joining("\n"));

        String text = Files.readString(DOCUMENT);
        assertThat(text).contains(START);
        int from = text.indexOf(START) + START.length();
        assertThat(text.substring(from, text.indexOf(END, from)))
                .isEqualTo("\n| in Prometheus | type | tags | meaning |\n|---|---|---|---|\n" + rows + "\n\n");
    }

    private static String row(Meter meter) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        meter.prometheusName(),
                        meter.type().name().toLowerCase(Locale.ROOT),
                        meter.tags().stream().map(ObserveDocTest::tag).collect(joining("; ")),
                        meter.meaning());
    }

    private static String tag(Meter.Tag tag) {
        return "`" + tag.key() + "`: " + values(tag);
    }

    private static String values(Meter.Tag tag) {
        if (tag.equals(Meter.POOL)) {
            return "id of the pool, `" + Meters.OTHER_POOLS + "` after " + Meters.MAX_POOLS + " pools";
        }
        if (tag.equals(Meter.REASON)) {
            return "a reason, see below";
        }
        if (tag.equals(Meter.OUTCOME)) {
            return "`" + Meter.ALLOWED + "` or a reason";
        }
        return tag.allowed().stream().map(value -> "`" + value + "`").collect(joining(", "));
    }
}
