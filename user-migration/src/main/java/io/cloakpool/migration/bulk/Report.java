package io.cloakpool.migration.bulk;

import java.util.List;
import java.util.Locale;

/** The file about the rows that made no user, in CSV that no spreadsheet computes anything from. */
public final class Report {
    /** The first line. */
    public static final String HEADER = "row,outcome,column,reason\r\n";

    private static final String FORMULA = "=+-@\t\r";

    private Report() {}

    /** Lines of the file. */
    public static String lines(List<RowNote> notes) {
        StringBuilder lines = new StringBuilder();
        for (RowNote note : notes) {
            lines.append(note.row())
                    .append(',')
                    .append(note.kind().name().toLowerCase(Locale.ROOT))
                    .append(',')
                    .append(cell(note.column()))
                    .append(',')
                    .append(cell(note.reason()))
                    .append("\r\n");
        }
        return lines.toString();
    }

    private static String cell(String text) {
        String inert = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + inert.replace("\"", "\"\"") + '"';
    }
}
