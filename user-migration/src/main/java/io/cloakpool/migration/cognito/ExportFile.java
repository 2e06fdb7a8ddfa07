package io.cloakpool.migration.cognito;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rows, and beside them how far they go: after each page the length of the file and where the next page begins. What stands behind
 * that length was written by a page that did not end, and is cut off when the export goes on.
 */
final class ExportFile implements AutoCloseable {
    private static final String FINISHED = "-";
    private static final Pattern STATE = Pattern.compile("([0-9]{1,18}) ([0-9]{1,18}) (\\S+)");

    private final Path state;
    private final FileChannel rows;
    private long written;
    private Optional<String> next = Optional.empty();
    private boolean finished;

    private ExportFile(Path state, FileChannel rows) {
        this.state = state;
        this.rows = rows;
    }

    /** Begins a file, or goes on with one that has a state. Only its owner can read it: it is full of people. */
    static ExportFile open(Path file) throws IOException, ExportException {
        Path state = file.resolveSibling(file.getFileName() + ".state");
        boolean goesOn = Files.exists(state);
        if (!goesOn && Files.exists(file)) {
            throw new ExportException(file + " is there already, and no state of it");
        }
        if (!goesOn) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        ExportFile export = new ExportFile(state, FileChannel.open(file, StandardOpenOption.WRITE));
        if (goesOn) {
            export.resume(Files.readString(state).strip());
        } else {
            export.save(FINISHED.repeat(2));
        }
        return export;
    }

    private void resume(String text) throws IOException, ExportException {
        var found = STATE.matcher(text);
        if (!found.matches() || Long.parseLong(found.group(1)) > rows.size()) {
            throw new ExportException(state + " is not the state of this file");
        }
        rows.truncate(Long.parseLong(found.group(1)));
        rows.position(rows.size());
        written = Long.parseLong(found.group(2));
        finished = found.group(3).equals(FINISHED);
        next = finished || found.group(3).equals(FINISHED.repeat(2)) ? Optional.empty() : Optional.of(found.group(3));
    }

    boolean isFinished() {
        return finished;
    }

    /** Where the next page begins; empty for the first. */
    Optional<String> next() {
        return next;
    }

    /** Rows so far. */
    long written() {
        return written;
    }

    /** Adds the rows of a page, and remembers where the next one begins; empty after the last. */
    void add(List<String> page, Optional<String> following) throws IOException {
        StringBuilder text = new StringBuilder();
        page.forEach(row -> text.append(row).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            rows.write(bytes);
        }
        rows.force(false);
        written += page.size();
        next = following;
        finished = following.isEmpty();
        save(following.orElse(FINISHED));
    }

    private void save(String token) throws IOException {
        Path half = state.resolveSibling(state.getFileName() + ".new");
        Files.writeString(half, rows.size() + " " + written + " " + token + "\n");
        Files.move(half, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
