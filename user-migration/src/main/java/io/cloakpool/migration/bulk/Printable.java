package io.cloakpool.migration.bulk;

import io.cloakpool.migration.account.PlainText;

/** What of a file may stand in a report or an answer. */
final class Printable {
    private Printable() {}

    /** The name of a column or a field, cut, and without anything that is not seen. */
    static String name(String name) {
        String cut = name.codePoints()
                .limit(BulkLimits.REPORTED_NAME)
                .map(character -> PlainText.isSeen(character) ? character : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cut.isEmpty() ? "?" : cut;
    }
}
