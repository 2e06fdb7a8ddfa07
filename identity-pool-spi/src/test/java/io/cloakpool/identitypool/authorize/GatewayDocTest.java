package io.cloakpool.identitypool.authorize;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Recipes are written after the document: it must name every header that a client could use against a gateway. */
class GatewayDocTest {
    @Test
    void the_document_lists_every_name_that_a_gateway_has_to_scrub() throws IOException {
        String names = DialectHeaders.namesToScrub().stream()
                .sorted()
                .map(name -> "`" + name + "`")
                .collect(joining(", "));

        assertThat(Files.readString(Path.of("..", "docs", "gateways.md")))
                .contains("<!-- names -->\n" + names + "\n<!-- end -->");
    }
}
