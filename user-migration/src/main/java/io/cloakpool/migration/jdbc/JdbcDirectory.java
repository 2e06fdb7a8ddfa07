package io.cloakpool.migration.jdbc;

import io.cloakpool.migration.hash.ForeignHash;
import io.cloakpool.migration.hash.MemoryBudget;
import io.cloakpool.migration.hash.PasswordFormats;
import io.cloakpool.migration.hash.UnusableHashException;
import io.cloakpool.migration.jdbc.Questions.Statements;
import io.cloakpool.migration.spi.LegacyDirectory;
import io.cloakpool.migration.spi.LegacyName;
import io.cloakpool.migration.spi.LegacyReply;
import io.cloakpool.migration.spi.LegacyReply.Found;
import io.cloakpool.migration.spi.LegacyReply.NotFound;
import io.cloakpool.migration.spi.LegacyReply.Rejected;
import io.cloakpool.migration.spi.LegacyReply.Unavailable;
import io.cloakpool.migration.spi.LegacyUser;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads users from a database by the administrator's statements, and compares passwords with the hashes that it has. */
public final class JdbcDirectory implements LegacyDirectory {
    /** One more than there may be: two users of one name are nobody. */
    private static final int ROWS = 2;
    /** Groups or roles of one user. */
    static final int MAX_NAMES = 200;

    /** What systems write in the place of a hash so that no password fits: Django, Unix. */
    private static final Pattern NO_PASSWORD = Pattern.compile("[!*].*", Pattern.DOTALL);

    private static final Logger LOG = System.getLogger(JdbcDirectory.class.getName());

    private final JdbcConfig config;
    private final Questions questions;
    private final MemoryBudget memory;

    /** @param memory what comparisons of this server share */
    public JdbcDirectory(JdbcConfig config, DataSource database, MemoryBudget memory) {
        this.config = config;
        this.memory = memory;
        questions = new Questions(database, config.connections());
    }

    @Override
    public LegacyReply find(LegacyName name, Duration time) {
        return find(name, time, row -> {});
    }

    private LegacyReply find(LegacyName name, Duration time, Consumer<UserRow> found) {
        return questions.ask(
                statements -> {
                    Optional<UserRow> row = row(statements, name);
                    row.ifPresent(found);
                    return row.isEmpty() ? new NotFound() : new Found(user(statements, row.get()));
                },
                time);
    }

    @Override
    public LegacyReply authenticate(LegacyUser user, String password, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        AtomicReference<@Nullable UserRow> row = new AtomicReference<>();
        LegacyReply reply = find(user.name(), time, row::set);
        // Without a connection, which others wait for: some hashes take their time.
        UserRow read = row.get();
        return reply instanceof Found found && read != null
                ? compare(found, read, password, Duration.ofNanos(Math.max(0, end - System.nanoTime())))
                : reply;
    }

    @Override
    public OptionalLong size(Duration time) {
        CountStatement count = config.count();
        if (count == null) {
            return OptionalLong.empty();
        }
        AtomicLong counted = new AtomicLong();
        LegacyReply reply = questions.ask(
                statements -> {
                    counted.set(count(statements, count));
                    return new NotFound();
                },
                time);
        if (reply instanceof Unavailable outage) {
            LOG.log(
                    Level.WARNING,
                    "{0} cannot tell how many users it has: {1}, {2}",
                    config,
                    outage.fault(),
                    outage.detail());
            return OptionalLong.empty();
        }
        return OptionalLong.of(counted.get());
    }

    private static long count(Statements statements, CountStatement count) throws SQLException, UnusableRowException {
        try (PreparedStatement statement = statements.prepare(count, ROWS);
                ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                throw new UnusableRowException(JdbcConfig.COUNT_SQL + " finds no row");
            }
            long users = result.getLong(1);
            if (result.wasNull() || users < 0 || result.next()) {
                throw new UnusableRowException(JdbcConfig.COUNT_SQL + " finds something else than one number");
            }
            return users;
        }
    }

    private LegacyReply compare(Found found, UserRow row, String password, Duration time) {
        try {
            @Nullable String hash = row.passwordHash();
            if (hash == null || NO_PASSWORD.matcher(hash).matches()) {
                return new Rejected(Rejected.Reason.WRONG_PASSWORD);
            }
            ForeignHash foreign = PasswordFormats.of(hash).parse(hash);
            return switch (memory.compare(foreign, password.getBytes(StandardCharsets.UTF_8), time)) {
                case RIGHT -> found;
                case WRONG -> new Rejected(Rejected.Reason.WRONG_PASSWORD);
                case BUSY ->
                    new Unavailable(Unavailable.Fault.BUSY, "this server compares as many hashes as it has memory for");
            };
        } catch (UnusableHashException e) {
            return new Unavailable(
                    Unavailable.Fault.BAD_ANSWER,
                    "a password hash cannot be used: " + e.reason() + ", " + e.getMessage());
        } catch (UnusableRowException e) {
            return new Unavailable(Unavailable.Fault.BAD_ANSWER, "its answer cannot be used: " + e.getMessage());
        }
    }

    private Optional<UserRow> row(Statements statements, LegacyName name) throws SQLException, UnusableRowException {
        try (PreparedStatement statement = statements.prepare(config.users(), name.text(), ROWS);
                ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                return Optional.empty();
            }
            UserRow row = UserRow.read(result);
            if (result.next()) {
                throw new UnusableRowException(JdbcConfig.USER_SQL + " finds more than one user of a name");
            }
            return Optional.of(row);
        }
    }

    private LegacyUser user(Statements statements, UserRow row) throws SQLException, UnusableRowException {
        return row.user(names(statements, config.groups(), row), names(statements, config.roles(), row));
    }

    private static List<String> names(Statements statements, @Nullable SelectStatement select, UserRow row)
            throws SQLException, UnusableRowException {
        List<String> names = new ArrayList<>();
        if (select == null) {
            return names;
        }
        try (PreparedStatement statement = statements.prepare(select, row.key(), MAX_NAMES + 1);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                String name = result.getString(1);
                if (name != null && name.length() <= UserRow.MAX_TEXT) {
                    names.add(name);
                }
            }
        }
        if (names.size() > MAX_NAMES) {
            throw new UnusableRowException("a user has more than " + MAX_NAMES + " groups or roles");
        }
        return names;
    }
}
