package io.cloakpool.migration.bulk;

import io.cloakpool.migration.cognito.CognitoAttributes;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyTotp;
import io.cloakpool.migration.spi.LegacyUser;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of CSV as Cognito's user import has them. */
final class CsvRows implements RowReader {
    private static final DateTimeFormatter BIRTHDATE =
            DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final String SECOND_FACTOR = "CONFIGURE_TOTP";

    private final CsvHeader header;

    CsvRows(CsvHeader header) {
        this.header = header;
    }

    @Override
    public ImportRow read(Line line) throws RowException {
        Map<String, String> cells = cells(line.text());
        try {
            return row(line, cells);
        } catch (RowException e) {
            throw e.of(cells.get(CsvHeader.NAME));
        }
    }

    private ImportRow row(Line line, Map<String, String> cells) throws RowException {
        List<LegacyTotp> totps = totps(cells.get(CsvHeader.TOTP));
        // Whoever had a second factor does not lose it on the way.
        boolean enrols = flag(cells, CsvHeader.MFA) && totps.isEmpty();
        LegacyUser user = new LegacyUser(
                cells.get(CsvHeader.SUB),
                name(cells),
                cells.get(CsvHeader.EMAIL),
                flag(cells, CsvHeader.EMAIL_VERIFIED),
                cells.get(CsvHeader.PHONE),
                flag(cells, CsvHeader.PHONE_VERIFIED),
                cells.get(CsvHeader.GIVEN_NAME),
                cells.get(CsvHeader.FAMILY_NAME),
                attributes(cells),
                list(cells.get(CsvHeader.GROUPS)),
                List.of(),
                totps,
                enrols ? List.of(SECOND_FACTOR) : List.of(),
                true);
        return RowRules.checked(
                new ImportRow(
                        line.row(),
                        user,
                        cells.get(CsvHeader.HASH),
                        List.of(),
                        RowRules.status(cells.get(CsvHeader.STATUS), CsvHeader.STATUS)),
                this);
    }

    @Override
    public String column(String field) {
        return CsvHeader.column(field);
    }

    /** Those that have something. */
    private Map<String, String> cells(String text) throws RowException {
        List<String> values = CsvCells.of(text);
        List<String> columns = header.columns();
        if (values.size() != columns.size()) {
            throw new RowException(
                    "", "it has " + values.size() + " cells, and the header has " + columns.size() + " columns");
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!values.get(i).isBlank()) {
                cells.put(columns.get(i), values.get(i));
            }
        }
        return cells;
    }

    private static LegacyName name(Map<String, String> cells) throws RowException {
        String name = cells.get(CsvHeader.NAME);
        if (name == null) {
            throw new RowException(CsvHeader.NAME, "there is none");
        }
        return LegacyName.of(name).orElseThrow(() -> new RowException(CsvHeader.NAME, RowRules.NAME));
    }

    private static boolean flag(Map<String, String> cells, String column) throws RowException {
        String value = cells.getOrDefault(column, "false");
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new RowException(column, "is neither true nor false");
        }
        return Boolean.parseBoolean(value);
    }

    private static List<String> list(@Nullable String cell) {
        return cell == null
                ? List.of()
                : Stream.of(cell.split(";"))
                        .map(String::strip)
                        .filter(one -> !one.isEmpty())
                        .toList();
    }

    private static List<LegacyTotp> totps(@Nullable String seed) throws RowException {
        if (seed == null) {
            return List.of();
        }
        try {
            return List.of(LegacyTotp.ofSecret(seed));
        } catch (IllegalArgumentException e) {
            // Says which part, and not what stands there.
            throw new RowException(CsvHeader.TOTP, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, List<String>> attributes(Map<String, String> cells) throws RowException {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, String> cell : cells.entrySet()) {
            if (CsvHeader.isAttribute(cell.getKey())) {
                attributes.put(cell.getKey(), value(cell.getKey(), cell.getValue()));
            }
        }
        return CognitoAttributes.of(attributes);
    }

    private static String value(String column, String value) throws RowException {
        RowRules.attributeValue(column, value);
        return switch (column) {
            case CsvHeader.BIRTHDATE -> birthdate(value);
            case CsvHeader.UPDATED_AT -> seconds(value);
            default -> value;
        };
    }

    /** As in ID tokens. */
    private static String birthdate(String value) throws RowException {
        try {
            return LocalDate.parse(value, BIRTHDATE).toString();
        } catch (DateTimeException e) {
            throw new RowException(CsvHeader.BIRTHDATE, "is no day as mm/dd/yyyy");
        }
    }

    private static String seconds(String value) throws RowException {
        if (!SECONDS.matcher(value).matches()) {
            throw new RowException(CsvHeader.UPDATED_AT, "is no number of seconds since 1970");
        }
        return value;
    }
}
