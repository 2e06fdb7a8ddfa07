package io.cloakpool.migration.jdbc;

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
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        AtomicReference<@Nullable UserRow> row = new AtomicReference<>();
        LegacyReply reply = find(user.name(), time, row::set);
        // Without a connection, which others wait for: some hashes take their time.
        UserRow read = row.get();
        return reply instanceof Found found && read != null ? compare(found, read, password) : reply;
    }

    private LegacyReply compare(Found found, UserRow row, String password) {
        try {
            @Nullable String hash = row.passwordHash();
            boolean right = hash != null
                    && !NO_PASSWORD.matcher(hash).matches()
                    && memory.matches(PasswordFormats.of(hash).parse(hash), password.getBytes(StandardCharsets.UTF_8));
            return right ? found : new Rejected(Rejected.Reason.WRONG_PASSWORD);
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
