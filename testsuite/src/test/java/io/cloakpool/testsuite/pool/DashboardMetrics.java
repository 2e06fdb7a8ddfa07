package io.cloakpool.testsuite.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Grafana dashboard asks Prometheus for. */
final class DashboardMetrics {
    private static final Path FILE = Path.of("../distribution/src/main/grafana/cloakpool.json");
    private static final Pattern SERIES = Pattern.compile("\\b(cloakpool_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)(?:!?=~?)\"");
    private static final Pattern GROUPED = Pattern.compile("\\bby \\(([^)]*)\\)");
    /** Labels that Prometheus adds to what it scrapes. */
    private static final Set<String> ADDED = Set.of("instance");

    private DashboardMetrics() {}

    static JsonNode read() throws IOException {
        return new ObjectMapper().readTree(FILE.toFile());
    }

    /** Names of all series with the labels that their queries use. */
    static Map<String, Set<String>> series() throws IOException {
        Map<String, Set<String>> all = new TreeMap<>();
        for (JsonNode expression : read().findValues("expr")) {
            Matcher found = SERIES.matcher(expression.asText());
            while (found.find()) {
                Set<String> labels = all.computeIfAbsent(found.group(1), name -> new TreeSet<>());
                Matcher label = LABEL.matcher(String.valueOf(found.group(2)));
                while (label.find()) {
                    labels.add(label.group(1));
                }
                Matcher grouped = GROUPED.matcher(expression.asText());
                while (grouped.find()) {
                    labels.addAll(Set.of(grouped.group(1).split(", ", -1)));
                }
                labels.removeAll(ADDED);
            }
        }
        return all;
    }
}
