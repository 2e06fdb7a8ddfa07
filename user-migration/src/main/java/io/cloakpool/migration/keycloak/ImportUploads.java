package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.bulk.FileException;
import io.cloakpool.migration.bulk.Upload;
import io.cloakpool.migration.bulk.UploadLimits;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.services.ErrorResponse;

/** What is sent to this node, some requests at a time, each within its limits. */
final class ImportUploads {
    /** Each is in memory while it is read. */
    static final int AT_ONCE = 8;

    private static final String SECONDS = "uploadSeconds";
    private static final String FILE = "fileBytes";
    private static final String REALM = "realmBytes";

    private final Semaphore free = new Semaphore(AT_ONCE);
    private volatile UploadLimits limits = UploadLimits.DEFAULT;

    /** @throws IllegalArgumentException for options that are no limits: the server then does not start */
    void configure(Config.Scope config) {
        limits = new UploadLimits(
                Duration.ofSeconds(
                        number(config, SECONDS, UploadLimits.DEFAULT.time().toSeconds())),
                number(config, FILE, UploadLimits.DEFAULT.fileBytes()),
                number(config, REALM, UploadLimits.DEFAULT.realmBytes()));
    }

    private static long number(Config.Scope config, String key, long otherwise) {
        @Nullable Long number = config.getLong(key);
        return number == null ? otherwise : number;
    }

    UploadLimits limits() {
        return limits;
    }

    /** Reads a request to its end. */
    byte[] read(InputStream sent) {
        if (!free.tryAcquire()) {
            throw ErrorResponse.error(
                    "This server reads " + AT_ONCE + " uploads at a time; try again", Status.SERVICE_UNAVAILABLE);
        }
        try {
            return Upload.read(sent, limits.time(), System::nanoTime);
        } catch (FileException e) {
            throw refused(e);
        } catch (IOException e) {
            throw new UncheckedIOException("An upload has ended before its end", e);
        } finally {
            free.release();
        }
    }

    static RuntimeException refused(FileException e) {
        return ErrorResponse.error(
                String.valueOf(e.getMessage()),
                switch (e.reason()) {
                    case TOO_LARGE -> Status.REQUEST_ENTITY_TOO_LARGE;
                    case TOO_SLOW -> Status.REQUEST_TIMEOUT;
                });
    }
}
