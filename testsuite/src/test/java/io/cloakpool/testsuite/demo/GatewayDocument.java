package io.cloakpool.testsuite.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of {@code docs/gateways.md} that every recipe keeps. */
final class GatewayDocument {
    static final Path PATH = Path.of("../docs/gateways.md");
    private static final Pattern LIST = Pattern.compile("<!-- names -->\n(.*?)\n<!-- end -->", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private GatewayDocument() {}

    static List<String> names(String document) {
        Matcher list = LIST.matcher(document);
        if (!list.find()) {
            throw new IllegalStateException("the document has no list of names");
        }
        return NAME.matcher(list.group(1)).results().map(name -> name.group(1)).toList();
    }
}
