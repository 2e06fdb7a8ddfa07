package io.cloakpool.migration.keycloak;

import io.cloakpool.migration.account.Collision;
import io.cloakpool.migration.bulk.ImportRow;
import io.cloakpool.migration.bulk.RowException;
import io.cloakpool.migration.spi.LegacyUser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Names, addresses and ids that somebody has: of all rows of a chunk asked for at once, and added to as rows are taken. */
final class TakenNames implements Collision.Known {
    /** Two questions, each of which an index answers; with an "or" between them databases read the whole realm. */
    private static final List<String> NAMES = List.of(
            "select u.username, u.email from UserEntity u where u.realmId = :realm and u.username in :texts",
            "select u.username, u.email from UserEntity u where u.realmId = :realm and u.email in :texts");

    private static final String IDS = "select u.id from UserEntity u where u.id in :ids";

    private final Set<String> names = new HashSet<>();
    private final Set<String> emails = new HashSet<>();
    private final Set<String> ids;
    private final Collision.Names rule;

    TakenNames(KeycloakSession session, RealmModel realm, List<ImportRow> rows, Collection<RowException> refused) {
        rule = new LocalUsers(session, realm).names();
        List<String> texts = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (ImportRow row : rows) {
            texts.add(Collision.name(row.user()));
            Collision.email(row.user()).ifPresent(texts::add);
            UserWriter.RULES.id(row.user()).ifPresent(wanted::add);
        }
        refused.forEach(row -> row.name().map(TakenNames::lower).ifPresent(texts::add));
        var entities = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        for (String query : texts.isEmpty() ? List.<String>of() : NAMES) {
            entities.createQuery(query, Object[].class)
                    .setParameter("realm", realm.getId())
                    .setParameter("texts", texts)
                    .getResultList()
                    .forEach(found -> add((String) found[0], (String) found[1]));
        }
        ids = wanted.isEmpty()
                ? new HashSet<>()
                : entities.createQuery(IDS, String.class)
                        .setParameter("ids", wanted)
                        .getResultStream()
                        .collect(Collectors.toCollection(HashSet::new));
    }

    /** What of the user somebody has. */
    Optional<Collision> collision(LegacyUser user) {
        return Collision.of(user, rule, this);
    }

    /** Whether somebody has the name, in whatever case. */
    boolean isName(String name) {
        return hasName(lower(name));
    }

    /** As Keycloak keeps names. */
    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean hasName(String name) {
        return names.contains(name);
    }

    @Override
    public boolean hasEmail(String email) {
        return emails.contains(email);
    }

    boolean hasId(String id) {
        return ids.contains(id);
    }

    void take(LegacyUser user) {
        add(Collision.name(user), Collision.email(user).orElse(null));
        UserWriter.RULES.id(user).ifPresent(ids::add);
    }

    private void add(String name, @Nullable String email) {
        names.add(name);
        if (email != null) {
            emails.add(email);
        }
    }
}
