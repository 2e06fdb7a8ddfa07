package io.cloakpool.migration.bulk;

/** What of a file may stand in a report or an answer. */
final class Printable {
    private Printable() {}

    /** The name of a column or a field, cut, and without anything that is not seen. */
    static String name(String name) {
        String cut = name.codePoints()
                .limit(BulkLimits.REPORTED_NAME)
                .map(character -> isSeen(character) ? character : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return cut.isEmpty() ? "?" : cut;
    }

    /** Whether a text has nothing that databases and people stumble over; line breaks and tabs are up to the caller. */
    static boolean isPlain(String text, boolean breaks) {
        return text.codePoints().allMatch(character -> isSeen(character) || (breaks && isBreak(character)));
    }

    private static boolean isBreak(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }

    private static boolean isSeen(int character) {
        return !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE;
    }
}
