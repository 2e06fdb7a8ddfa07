package io.cloakpool.migration.bulk;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** What a failed transaction says of its rows, by SQLSTATE alone: messages of databases repeat values. */
public final class DatabaseFaults {
    /** Connections, transactions that others stood in the way of, rights, resources, shutdown: another time the same rows may pass. */
    private static final Set<String> PASSING = Set.of("08", "25", "28", "3D", "40", "42", "53", "55", "57", "58");

    private static final String BROKEN_RULE = "23";
    private static final int CLASS = 2;
    /** Somebody else had something locked for too long. */
    private static final String TIME_OVER = "HYT";
    /** Of MariaDB and MySQL, which say HY000: read meanwhile and changed since, disk or table full, locked for too long, only read. */
    private static final Set<Integer> PASSING_CODES = Set.of(1020, 1021, 1114, 1205, 1206, 1290);

    private DatabaseFaults() {}

    /** Whether the database itself is in trouble, so that nothing is said about the rows. */
    public static boolean isTrouble(Throwable failure) {
        return states(failure).stream().anyMatch(DatabaseFaults::passes);
    }

    /** Whether a key or another rule of a table is broken. */
    public static boolean breaksRule(Throwable failure) {
        return states(failure).stream()
                .anyMatch(fault ->
                        fault.getSQLState() != null && fault.getSQLState().startsWith(BROKEN_RULE));
    }

    private static boolean passes(SQLException fault) {
        String state = fault.getSQLState();
        return state == null
                || PASSING_CODES.contains(fault.getErrorCode())
                || state.startsWith(TIME_OVER)
                || (state.length() >= CLASS && PASSING.contains(state.substring(0, CLASS)));
    }

    /** All that databases said: batches and pools hang what matters onto other exceptions. */
    private static Set<SQLException> states(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<SQLException> states = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        while (!open.isEmpty()) {
            Throwable one = open.pop();
            if (!seen.add(one)) {
                continue;
            }
            if (one instanceof SQLException sql) {
                states.add(sql);
                if (sql.getNextException() != null) {
                    open.add(sql.getNextException());
                }
            }
            if (one.getCause() != null) {
                open.add(one.getCause());
            }
        }
        return states;
    }
}
