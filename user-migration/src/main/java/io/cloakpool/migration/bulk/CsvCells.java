package io.cloakpool.migration.bulk;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a row into its cells. A comma that belongs to a cell is written {@code \,} as with Cognito, or the cell stands in quotation marks
 * as RFC 4180 has it, with those inside doubled. A backslash before anything but a comma or a backslash is one.
 */
final class CsvCells {
    private static final char QUOTE = '"';
    private static final char COMMA = ',';
    private static final char ESCAPE = '\\';

    private final String text;
    private final List<String> cells = new ArrayList<>();
    private int at;

    private CsvCells(String text) {
        this.text = text;
    }

    static List<String> of(String text) throws RowException {
        if (text.length() > BulkLimits.CSV_ROW) {
            throw new RowException("", "it has more than " + BulkLimits.CSV_ROW + " characters");
        }
        return new CsvCells(text).cut();
    }

    private List<String> cut() throws RowException {
        while (true) {
            cells.add(at < text.length() && text.charAt(at) == QUOTE ? quoted() : plain());
            if (at == text.length()) {
                return cells;
            }
            at++;
        }
    }

    private String quoted() throws RowException {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character != QUOTE) {
                cell.append(character);
            } else if (at < text.length() && text.charAt(at) == QUOTE) {
                cell.append(QUOTE);
                at++;
            } else if (at == text.length() || text.charAt(at) == COMMA) {
                return cell.toString();
            } else {
                throw new RowException("", "cell " + (cells.size() + 1) + " goes on behind its closing quotation mark");
            }
        }
        throw new RowException("", "the quotation mark of cell " + (cells.size() + 1) + " is not closed in its row");
    }

    private String plain() throws RowException {
        StringBuilder cell = new StringBuilder();
        while (at < text.length() && text.charAt(at) != COMMA) {
            char character = text.charAt(at++);
            if (character == QUOTE) {
                throw new RowException("", "cell " + (cells.size() + 1) + " has a quotation mark in its middle");
            }
            if (character == ESCAPE && at < text.length() && (text.charAt(at) == COMMA || text.charAt(at) == ESCAPE)) {
                character = text.charAt(at++);
            }
            cell.append(character);
        }
        return cell.toString();
    }
}
