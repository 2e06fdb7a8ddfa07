package io.cloakpool.identitypool.engine;

import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The logger of the pack. What is logged while a request is served ends with
 * {@code [request=… realm=… pool=…]}, as far as that is known; the same stands in the mapped diagnostic context under
 * {@link #REQUEST}, {@link #REALM} and {@link #POOL}, so that lines of Keycloak can show it too.
 *
 * <p>Levels: what a client can provoke is DEBUG; a fault of the server is ERROR with its stack, once; WARN is for the
 * configuration, each text once.
 */
public final class RequestLogger {
    /** Key of the value of {@code x-amzn-requestid}. */
    public static final String REQUEST = "cloakpool.request";
    /** Key of the realm's name. */
    public static final String REALM = "cloakpool.realm";
    /** Key of the identity pool's id. */
    public static final String POOL = "cloakpool.pool";

    private static final String CLASS = RequestLogger.class.getName();

    private final Logger log;

    private RequestLogger(Logger log) {
        this.log = log;
    }

    public static RequestLogger of(Class<?> owner) {
        return new RequestLogger(Logger.getLogger(owner));
    }

    /** A request begins. */
    public static void open(String requestId, String realm) {
        MDC.put(REQUEST, requestId);
        MDC.put(REALM, realm);
        MDC.remove(POOL);
    }

    /** The request is about this pool. */
    public static void pool(String poolId) {
        MDC.put(POOL, poolId);
    }

    /** The request is over. */
    public static void close() {
        MDC.remove(REQUEST);
        MDC.remove(REALM);
        MDC.remove(POOL);
    }

    public void debugf(String format, @Nullable Object... parameters) {
        log(Logger.Level.DEBUG, null, format, parameters);
    }

    public void debugf(Throwable cause, String format, @Nullable Object... parameters) {
        log(Logger.Level.DEBUG, cause, format, parameters);
    }

    public void infof(String format, @Nullable Object... parameters) {
        log(Logger.Level.INFO, null, format, parameters);
    }

    public void warnf(String format, @Nullable Object... parameters) {
        log(Logger.Level.WARN, null, format, parameters);
    }

    public void warnf(@Nullable Throwable cause, String format, @Nullable Object... parameters) {
        log(Logger.Level.WARN, cause, format, parameters);
    }

    public void errorf(Throwable cause, String format, @Nullable Object... parameters) {
        log(Logger.Level.ERROR, cause, format, parameters);
    }

    private void log(Logger.Level level, @Nullable Throwable cause, String format, @Nullable Object... parameters) {
        if (log.isEnabled(level)) {
            // The logger formats nothing itself: a per cent sign in what it is told stays one.
            log.log(CLASS, level, String.format(Locale.ROOT, format, parameters) + context(), null, cause);
        }
    }

    private static String context() {
        Object request = MDC.get(REQUEST);
        if (request == null) {
            return "";
        }
        Object pool = MDC.get(POOL);
        return " [request=" + request + " realm=" + MDC.get(REALM) + (pool == null ? "" : " pool=" + pool) + "]";
    }
}
