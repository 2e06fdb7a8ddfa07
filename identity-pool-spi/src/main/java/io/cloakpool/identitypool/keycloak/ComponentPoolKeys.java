package io.cloakpool.identitypool.keycloak;

import io.cloakpool.identitypool.pool.KeyConfig;
import io.cloakpool.identitypool.pool.PoolKey;
import io.cloakpool.identitypool.pool.PoolKeys;
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

    private final RealmComponents components;

    /** Keys for one request, whose realm is known. */
    public ComponentPoolKeys(KeycloakSession session) {
        this(new RealmComponents(session));
    }

    ComponentPoolKeys(RealmComponents components) {
        this.components = components;
    }

    private record Entry(String keyId, PoolKey key) {
        boolean active() {
            return key.status() == PoolKey.Status.ACTIVE;
        }
    }

    @Override
    public Optional<SealingKey> activeSealing() {
        return entries()
                .filter(Entry::active)
                .sorted(NEWEST_ACTIVE_FIRST)
                .flatMap(ComponentPoolKeys::sealing)
                .findFirst();
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
        return entries()
                .filter(Entry::active)
                .sorted(NEWEST_ACTIVE_FIRST)
                .flatMap(ComponentPoolKeys::signing)
                .findFirst();
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
