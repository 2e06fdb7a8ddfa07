package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.KeyConfig;
import io.cloakpool.identitypool.pool.PoolKey;
import io.cloakpool.identitypool.pool.PoolKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;

/** The pack's keys from the components of the current realm. */
public final class ComponentPoolKeys implements PoolKeys {
    /** Of several keys the newest active one comes first; the id decides between equal times, so that all nodes agree. */
    private static final Comparator<Entry> NEWEST_ACTIVE_FIRST = Comparator.comparing(
                    (Entry entry) -> entry.key().status())
            .thenComparing(entry -> entry.key().createdAt(), Comparator.reverseOrder())
            .thenComparing(entry -> entry.key().id());

    /**
     * How long a key that was rotated out still stands in for the one that took its place. Keycloak reads a realm's components by several
     * queries: while they are rotated, a node may for a moment see the old key's end and not yet the new key.
     */
    private static final Duration PASSING = Duration.ofSeconds(10);

    private final RealmComponents components;
    private final InstantSource clock;

    /** Keys for one request, whose realm is known. */
    public ComponentPoolKeys(KeycloakSession session) {
        this(new RealmComponents(session), KeycloakTime.INSTANCE);
    }

    ComponentPoolKeys(RealmComponents components, InstantSource clock) {
        this.components = components;
        this.clock = clock;
    }

    private record Entry(String keyId, PoolKey key) {
        /** Active, or in its last moment. */
        boolean makes(Instant now) {
            Instant since = key.passiveSince();
            return key.status() == PoolKey.Status.ACTIVE
                    || (since != null && now.isBefore(since.plus(PASSING)) && key.status() == PoolKey.Status.PASSIVE);
        }
    }

    @Override
    public Optional<SealingKey> activeSealing() {
        return making().flatMap(ComponentPoolKeys::sealing).findFirst();
    }

    @Override
    public Optional<SealingKey> sealing(String keyId) {
        return entries()
                .filter(entry -> entry.keyId().equals(keyId))
                .flatMap(ComponentPoolKeys::sealing)
                .findFirst();
    }

    @Override
    public Optional<SigningKey> activeSigning() {
        return making().flatMap(ComponentPoolKeys::signing).findFirst();
    }

    @Override
    public List<SigningKey> published() {
        return entries()
                .sorted(NEWEST_ACTIVE_FIRST)
                .flatMap(ComponentPoolKeys::signing)
                .toList();
    }

    private static Stream<SealingKey> sealing(Entry entry) {
        return entry.key().material() instanceof PoolKey.Sealing sealing
                ? Stream.of(new SealingKey(entry.keyId(), sealing.secret()))
                : Stream.empty();
    }

    private static Stream<SigningKey> signing(Entry entry) {
        return entry.key().material() instanceof PoolKey.Signing signing
                ? Stream.of(new SigningKey(entry.keyId(), signing.privateKey(), signing.certificate()))
                : Stream.empty();
    }

    private Stream<Entry> making() {
        Instant now = clock.instant();
        return entries().filter(entry -> entry.makes(now)).sorted(NEWEST_ACTIVE_FIRST);
    }

    private Stream<Entry> entries() {
        return components.all(PoolKeyComponent.class, PoolKeyFactory.PROVIDER_ID).stream()
                .flatMap(model -> entry(components, model).stream())
                .filter(entry -> entry.key().status() != PoolKey.Status.DISABLED);
    }

    /** The key of a component; empty, and logged, when it does not validate. */
    static Optional<PoolKey> key(RealmComponents components, ComponentModel model) {
        return entry(components, model).map(Entry::key);
    }

    private static Optional<Entry> entry(RealmComponents components, ComponentModel model) {
        return components
                .cache()
                .get(
                        components.realm().getName(),
                        model,
                        Entry.class,
                        source -> new Entry(
                                KeyDigest.keyId(model.getId()), KeyConfig.key(model.getId(), model.getName(), source)));
    }
}
