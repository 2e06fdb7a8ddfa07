package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.bulk.Chunk;
import io.cloakpool.migration.bulk.FileException;
import io.cloakpool.migration.bulk.ImportFormat;
import io.cloakpool.migration.bulk.Line;
import io.cloakpool.migration.bulk.Lines;
import io.cloakpool.migration.bulk.RowException;
import io.cloakpool.migration.bulk.UploadLimits;
import jakarta.ws.rs.core.Response.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.keycloak.services.ErrorResponse;

/** What one request uploads of a file, whole and in memory. What is wrong with it ends the request. */
final class ImportPart {
    private final int bytes;
    private final Lines lines;

    /** @param after how many lines of the file were uploaded before */
    ImportPart(byte[] sent, int after) {
        this.bytes = sent.length;
        this.lines = new Lines(new ByteArrayInputStream(sent), after);
    }

    /** The line that comes next, which says what the others mean. */
    String header(ImportFormat format) {
        try {
            Optional<Line> first = lines.next();
            if (first.isEmpty()) {
                throw ErrorResponse.error("The file has no header", Status.BAD_REQUEST);
            }
            String header = first.get().text();
            format.reader(header);
            return header;
        } catch (RowException e) {
            throw ErrorResponse.error(
                    "The header cannot be used: " + (e.column().isEmpty() ? "" : e.column() + ": ") + e.reason(),
                    Status.BAD_REQUEST);
        } catch (FileException e) {
            throw ImportUploads.refused(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can be read", e);
        }
    }

    /**
     * Puts the lines that are left behind those that the job has.
     *
     * @param stored what the realm has, with a lock on it
     */
    void appendTo(ImportJobEntity job, JpaImports imports, JpaImports.Stored stored, UploadLimits limits) {
        if (job.bytes + bytes > limits.fileBytes()) {
            throw ErrorResponse.error(
                    "A file has at most " + limits.fileBytes() + " bytes", Status.REQUEST_ENTITY_TOO_LARGE);
        }
        if (stored.bytes() + bytes > limits.realmBytes()) {
            throw ErrorResponse.error(
                    "The imports of the realm that are not at their end have at most " + limits.realmBytes()
                            + " bytes; finish or delete one first",
                    Status.CONFLICT);
        }
        job.bytes += bytes;
        Chunk.Builder rows = new Chunk.Builder();
        try {
            for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                rows.add(line.get());
                if (rows.isFull()) {
                    imports.append(job, rows.take());
                }
            }
        } catch (FileException e) {
            throw ImportUploads.refused(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can be read", e);
        }
        if (!rows.isEmpty()) {
            imports.append(job, rows.take());
        }
        job.linesRead = lines.row();
    }
}
