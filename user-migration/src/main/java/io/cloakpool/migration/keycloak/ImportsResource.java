package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.bulk.ImportFormat;
import io.cloakpool.migration.bulk.Report;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.ErrorResponse;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Uploads, starts, watches and stops imports. For whoever may manage the realm and its users, as for Keycloak's partial import. */
public final class ImportsResource {
    /** In admin events. */
    static final String EVENTS = "CLOAKPOOL_IMPORT";
    /** Jobs of a realm that are kept at a time. */
    static final int JOBS = 100;

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder events;
    private final ImportRuns runs;
    private final ImportUploads uploads;

    ImportsResource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator auth,
            AdminEventBuilder events,
            ImportRuns runs,
            ImportUploads uploads) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.events = events.resource(EVENTS);
        this.runs = runs;
        this.uploads = uploads;
    }

    /**
     * Takes a file, or the first part of one. Nothing is imported yet.
     *
     * @param source the name or the id of the source that the users come from, where they come from one
     */
    @POST
    @Consumes({CSV, NDJSON})
    @Produces(MediaType.APPLICATION_JSON)
    public Response create(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("source") @Nullable String source,
            InputStream file) {
        requireRights();
        ImportFormat format = ImportFormat.of(contentType)
                .orElseThrow(() -> ErrorResponse.error("Unknown format", Status.UNSUPPORTED_MEDIA_TYPE));
        String sourceId = source == null
                ? null
                : new Sources(session, realm)
                        .named(source)
                        .orElseThrow(() -> ErrorResponse.error(
                                "The realm has no source, or several, of the name that the parameter source says",
                                Status.BAD_REQUEST))
                        .getId();
        ImportPart first = new ImportPart(uploads.read(file), 0);
        String header = format.hasHeader() ? first.header(format) : null;
        JpaImports imports = locked();
        JpaImports.Stored stored = imports.stored(realm.getId());
        if (stored.jobs() >= JOBS) {
            throw conflict("There are " + JOBS + " imports; delete one first");
        }
        ImportJobEntity job = imports.create(realm.getId(), format, header, dryRun, sourceId);
        first.appendTo(job, imports, stored, uploads.limits());
        ImportView view = ImportView.of(job);
        var uri = session.getContext().getUri();
        events.operation(OperationType.CREATE)
                .resourcePath(uri, job.id)
                .representation(view)
                .success();
        return Response.created(uri.getAbsolutePathBuilder().path(job.id).build())
                .entity(view)
                .build();
    }

    /**
     * Takes the next part of a file, which begins with a line of its own. A part is taken whole or not at all.
     *
     * @param after how many lines are there already, so that a part that is sent once more is not taken twice
     */
    @POST
    @Path("{id}/parts")
    @Consumes({CSV, NDJSON})
    @Produces(MediaType.APPLICATION_JSON)
    public ImportView append(
            @PathParam("id") String id, @QueryParam("after") @Nullable Integer after, InputStream part) {
        requireRights();
        byte[] sent = uploads.read(part);
        JpaImports imports = locked();
        ImportJobEntity job = imports.lock(realm.getId(), id).orElseThrow(ImportsResource::unknown);
        if (job.state != ImportState.CREATED) {
            throw conflict("The import was started, so its file is whole");
        }
        if (after == null || after != job.linesRead) {
            throw conflict("The parameter after has to say how many lines are there: " + job.linesRead);
        }
        new ImportPart(sent, job.linesRead).appendTo(job, imports, imports.stored(realm.getId()), uploads.limits());
        ImportView view = ImportView.of(job);
        events.operation(OperationType.UPDATE)
                .resourcePath(session.getContext().getUri())
                .representation(view)
                .success();
        return view;
    }

    /** All of the realm, newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<ImportView> list() {
        return imports().all(realm.getId()).stream().map(ImportView::of).toList();
    }

    /** One. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    public ImportView get(@PathParam("id") String id) {
        return ImportView.of(imports().find(realm.getId(), id).orElseThrow(ImportsResource::unknown));
    }

    /** The rows that made no user so far. */
    @GET
    @Path("{id}/errors")
    @Produces(CSV)
    public Response errors(@PathParam("id") String id) {
        ImportJobEntity job = imports().find(realm.getId(), id).orElseThrow(ImportsResource::unknown);
        // The one that is being written has a report of its first rows where the database has refused some of them.
        int chunks = Math.min(job.chunks, job.chunksDone + 1);
        KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
        StreamingOutput file = out -> {
            out.write(Report.HEADER.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < chunks; i++) {
                int position = i;
                out.write(KeycloakModelUtils.runJobInTransactionWithResult(
                        factory, own -> new JpaImports(own).report(id, position)));
            }
        };
        return Response.ok(file, CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import-" + job.id + "-errors.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** Begins, once no other import of the realm runs. */
    @POST
    @Path("{id}/start")
    @Produces(MediaType.APPLICATION_JSON)
    public ImportView start(@PathParam("id") String id) {
        return run(id, List.of(ImportState.CREATED), "Only an import that was never started can be started");
    }

    /** Goes on where an earlier run had come to, once no other import of the realm runs. */
    @POST
    @Path("{id}/resume")
    @Produces(MediaType.APPLICATION_JSON)
    public ImportView resume(@PathParam("id") String id) {
        return run(
                id,
                List.of(ImportState.STOPPED, ImportState.FAILED),
                "Only an import that was stopped, was interrupted or failed can be resumed");
    }

    /** Stops after the rows that are being written. */
    @POST
    @Path("{id}/stop")
    @Produces(MediaType.APPLICATION_JSON)
    public ImportView stop(@PathParam("id") String id) {
        JpaImports imports = imports();
        ImportJobEntity job = imports.find(realm.getId(), id).orElseThrow(ImportsResource::unknown);
        if (!imports.stop(id)) {
            throw conflict("Only an import that waits or runs can be stopped");
        }
        return changed(imports, job);
    }

    /** Forgets a job, with its report and with rows that were not imported. Users stay. */
    @DELETE
    @Path("{id}")
    public void delete(@PathParam("id") String id) {
        JpaImports imports = imports();
        ImportJobEntity job = imports.lock(realm.getId(), id).orElseThrow(ImportsResource::unknown);
        ImportState state = JpaImports.state(job);
        if (state == ImportState.QUEUED || state == ImportState.IN_PROGRESS || state == ImportState.STOPPING) {
            throw conflict("An import that waits or runs has to be stopped first");
        }
        imports.delete(job);
        events.operation(OperationType.DELETE)
                .resourcePath(session.getContext().getUri())
                .success();
    }

    private ImportView run(String id, List<ImportState> from, String otherwise) {
        JpaImports imports = imports();
        ImportJobEntity job = imports.find(realm.getId(), id).orElseThrow(ImportsResource::unknown);
        JpaImports.know(session.getKeycloakSessionFactory(), realm.getId());
        if (!imports.queue(id, from)) {
            throw conflict(otherwise);
        }
        runs.wakeAfter(session);
        return changed(imports, job);
    }

    private ImportView changed(JpaImports imports, ImportJobEntity job) {
        imports.refresh(job);
        ImportView view = ImportView.of(job);
        events.operation(OperationType.ACTION)
                .resourcePath(session.getContext().getUri())
                .representation(view)
                .success();
        return view;
    }

    /** Everything begins here or with {@link #imports}, so everything is asked for the rights. */
    private void requireRights() {
        auth.realm().requireManageRealm();
        auth.users().requireManage();
    }

    private JpaImports imports() {
        requireRights();
        return new JpaImports(session);
    }

    /** Nobody else adds to what the realm stores until the end of the transaction. */
    private JpaImports locked() {
        JpaImports.know(session.getKeycloakSessionFactory(), realm.getId());
        JpaImports imports = new JpaImports(session);
        if (!imports.lock(realm.getId())) {
            throw new NotFoundException("Realm not found");
        }
        return imports;
    }

    private static RuntimeException unknown() {
        return ErrorResponse.error("Import not found", Status.NOT_FOUND);
    }

    private static RuntimeException conflict(String message) {
        return ErrorResponse.error(message, Status.CONFLICT);
    }
}
