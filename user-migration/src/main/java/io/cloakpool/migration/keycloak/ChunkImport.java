package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.Collision;
import io.cloakpool.migration.bulk.BulkLimits;
import io.cloakpool.migration.bulk.Chunk;
import io.cloakpool.migration.bulk.FederatedLink;
import io.cloakpool.migration.bulk.ImportRow;
import io.cloakpool.migration.bulk.Line;
import io.cloakpool.migration.bulk.RowException;
import io.cloakpool.migration.bulk.RowNote;
import io.cloakpool.migration.bulk.RowReader;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.support.EntityManagers;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.GroupModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserProvider;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.storage.UserStoragePrivateUtil;

/** Makes users of the rows of a chunk, within one transaction that somebody else commits. */
final class ChunkImport {
    private static final String LINKS = "federatedLinks";
    private static final String NAME_TAKEN = "a user of the realm has this name";
    private static final String NEW_PASSWORD = UserModel.RequiredAction.UPDATE_PASSWORD.name();

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RowReader reader;
    private final boolean dryRun;
    private final @Nullable String source;
    private final UserProvider local;
    private final RealmEntries entries;
    private final Set<FederatedLink> linked = new HashSet<>();
    private final List<RowNote> notes = new ArrayList<>();
    private int imported;

    ChunkImport(KeycloakSession session, RealmModel realm, ImportJobEntity job) {
        this.session = session;
        this.realm = realm;
        reader = job.reader();
        dryRun = job.dryRun;
        source = job.sourceId;
        local = UserStoragePrivateUtil.userLocalStorage(session);
        entries = new RealmEntries(session, realm);
    }

    /** What came of the rows. */
    record Result(int imported, List<RowNote> notes) {
        int count(RowNote.Kind kind) {
            return Math.toIntExact(
                    notes.stream().filter(note -> note.kind() == kind).count());
        }
    }

    /** What a row needs of the realm. */
    private record Plan(ImportRow row, List<GroupModel> groups, List<RoleModel> roles, List<String> actions) {}

    /** Goes through the rows. */
    Result run(Chunk chunk) {
        List<ImportRow> rows = new ArrayList<>();
        Map<Integer, RowException> refused = new LinkedHashMap<>();
        read(chunk, rows, refused);
        TakenNames taken = new TakenNames(session, realm, rows, refused.values());
        refused.forEach((row, why) -> note(row, why, taken));
        // As Keycloak is set up, a batch has 32 rows; an import would wait for the database at each.
        session.getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .unwrap(Session.class)
                .setJdbcBatchSize(BulkLimits.CHUNK_ROWS);
        EntityManagers.runInBatch(session, () -> write(rows, taken), true);
        return new Result(imported, List.copyOf(notes));
    }

    private void read(Chunk chunk, List<ImportRow> rows, Map<Integer, RowException> refused) {
        for (Line line : chunk.lines()) {
            try {
                rows.add(reader.read(line));
            } catch (RowException e) {
                refused.put(line.row(), e);
            }
        }
    }

    /** Whoever is there already needs nothing of the row, whatever is wrong with it. */
    private void note(int row, RowException why, TakenNames taken) {
        if (why.name().filter(taken::isName).isPresent()) {
            note(row, RowNote.Kind.SKIPPED, "username", NAME_TAKEN);
        } else {
            notes.add(new RowNote(row, RowNote.Kind.FAILED, why.column(), why.reason()));
        }
    }

    private void write(List<ImportRow> rows, TakenNames taken) {
        for (ImportRow row : rows) {
            Optional<Collision> collision = taken.collision(row.user());
            if (collision.filter(Collision.NAME::equals).isPresent()) {
                note(row.row(), RowNote.Kind.SKIPPED, "username", NAME_TAKEN);
                continue;
            }
            try {
                Plan plan = plan(row, collision);
                boolean keepsId = UserWriter.RULES
                        .id(row.user())
                        .filter(id -> !taken.hasId(id))
                        .isPresent();
                taken.take(row.user());
                linked.addAll(keys(row));
                if (!dryRun) {
                    write(plan, keepsId);
                }
                imported++;
            } catch (RowException e) {
                note(row.row(), RowNote.Kind.FAILED, e.column(), e.reason());
            }
        }
    }

    private void note(int row, RowNote.Kind kind, String field, String reason) {
        notes.add(new RowNote(row, kind, reader.column(field), reason));
    }

    private Plan plan(ImportRow row, Optional<Collision> collision) throws RowException {
        if (collision.isPresent()) {
            throw collision.get() == Collision.EMAIL
                    ? new RowException("email", "a user of the realm has this address")
                    : new RowException("username", "it is the address of a user of the realm");
        }
        LegacyUser user = row.user();
        List<GroupModel> groups = new ArrayList<>();
        for (String path : new HashSet<>(user.groups())) {
            groups.add(entries.group(path));
        }
        List<RoleModel> roles = new ArrayList<>();
        for (String name : new HashSet<>(user.roles())) {
            roles.add(entries.role(name));
        }
        List<String> actions = new ArrayList<>();
        for (String alias : user.requiredActions()) {
            actions.add(entries.action(alias));
        }
        if (row.status().wantsNewPassword()) {
            actions.add(entries.action(NEW_PASSWORD));
        }
        links(row);
        return new Plan(row, groups, roles, actions);
    }

    private void links(ImportRow row) throws RowException {
        for (FederatedLink link : row.links()) {
            entries.provider(link.provider());
        }
        for (FederatedLink link : keys(row)) {
            if (linked.contains(link) || local.getUserByFederatedIdentity(realm, model(link)) != null) {
                throw new RowException(LINKS, "a user of the realm is linked to one of them");
            }
        }
    }

    /** The account alone, whatever it calls itself. */
    private static List<FederatedLink> keys(ImportRow row) {
        return row.links().stream()
                .map(link -> new FederatedLink(link.provider(), link.userId(), null))
                .toList();
    }

    private void write(Plan plan, boolean keepsId) {
        LegacyUser legacy = plan.row().user();
        Optional<String> id = keepsId ? UserWriter.RULES.id(legacy) : Optional.empty();
        NewUser user = new NewUser(session, realm, id.orElseGet(KeycloakModelUtils::generateId), legacy, source);
        plan.groups().forEach(user::join);
        plan.roles().forEach(user::grant);
        plan.actions().forEach(user.model()::addRequiredAction);
        UserWriter.seeds(legacy).forEach(user::add);
        plan.row().usableHash().ifPresent(hash -> {
            PasswordCredentialModel credential = ForeignCredentials.model(hash);
            credential.setCreatedDate(Time.currentTimeMillis());
            user.add(credential);
        });
        plan.row().links().forEach(link -> local.addFederatedIdentity(realm, user.model(), model(link)));
    }

    private static FederatedIdentityModel model(FederatedLink link) {
        return new FederatedIdentityModel(link.provider(), link.userId(), link.userName());
    }
}
