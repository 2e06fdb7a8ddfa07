package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.code.KeyedHash;
import io.cloakpool.authenticators.device.DeviceNames;
import io.cloakpool.authenticators.device.DeviceProof;
import io.cloakpool.authenticators.device.DeviceSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.device.DeviceRepresentationProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.account.DeviceRepresentation;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The devices that users have remembered, each a credential that they see, rename and remove in the account console. The browser has a
 * secret, the credential its keyed hash.
 */
final class RememberedDevices {
    /** Type of the credential: stored, so it stays. */
    static final String TYPE = "cloakpool-device";

    /** Note of the user's session: stored, so it stays. */
    private static final String OF_SESSION = "cloakpool-device";

    private static final String UNKNOWN = "Other";
    /** What is no new way to sign in, and ends no device. */
    private static final Set<String> NO_FACTORS = Set.of(TYPE, LinkHistory.TYPE);

    private final KeycloakSession session;
    private final DeviceCookie cookie;

    RememberedDevices(KeycloakSession session) {
        this.session = session;
        cookie = new DeviceCookie(session);
    }

    /** Notes for the session of a sign-in on which device it is; an earlier sign-in of the session may have been on one. */
    static void note(AuthenticationSessionModel signIn, Optional<String> device) {
        signIn.setUserSessionNote(OF_SESSION, device.orElse(""));
    }

    /** Id of the remembered device that a session was begun on, if it was. */
    static Optional<String> ofSession(UserSessionModel signedIn) {
        return Optional.ofNullable(signedIn.getNote(OF_SESSION)).filter(id -> !id.isEmpty());
    }

    /** What the realm wants. */
    DeviceSettings settings() {
        return RealmSettings.read(session.getContext().getRealm(), DeviceSettings::read, DeviceSettings.off());
    }

    /** Id of the user's device that asks, if it is one. */
    Optional<String> current(UserModel user) {
        DeviceSettings settings = settings();
        if (settings.mode() == DeviceSettings.Mode.OFF) {
            return Optional.empty();
        }
        List<DeviceProof> proofs = cookie.read();
        if (proofs.isEmpty()) {
            return Optional.empty();
        }
        List<CredentialModel> devices = good(user, settings);
        return proofs.stream()
                .filter(proof -> devices.stream().anyMatch(device -> isOf(user, device, proof)))
                .map(DeviceProof::id)
                .findFirst();
    }

    /**
     * Remembers the device that asks.
     *
     * @param name what the user calls it
     */
    CredentialModel remember(UserModel user, @Nullable String name) {
        DeviceSettings settings = settings();
        List<CredentialModel> good = good(user, settings);
        makeRoom(user, good);
        String secret = SecretGenerator.getInstance().generateSecureID();
        Set<String> names = all(user)
                .map(CredentialModel::getUserLabel)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        CredentialModel device = new CredentialModel();
        // A UUID: tokens name the device by it.
        device.setId(SecretGenerator.getInstance().generateSecureUUID().toString());
        device.setType(TYPE);
        device.setCreatedDate(Time.currentTimeMillis());
        device.setUserLabel(DeviceNames.free(name, suggestedName(), names));
        device.setCredentialData("{}");
        device.setSecretData(secretData(user, device.getId(), secret));
        CredentialModel stored = user.credentialManager().createStoredCredential(device);
        cookie.write(new DeviceProof(stored.getId(), secret).before(cookie.read()), settings.lifetime());
        return stored;
    }

    /** What a device may be called: its browser and system. */
    String suggestedName() {
        DeviceRepresentation device =
                session.getProvider(DeviceRepresentationProvider.class).deviceRepresentation();
        if (device == null) {
            return UNKNOWN;
        }
        String browser =
                Objects.requireNonNullElse(device.getBrowser(), UNKNOWN).split("/", 2)[0];
        return browser + " (" + Objects.requireNonNullElse(device.getOs(), UNKNOWN) + ")";
    }

    private Stream<CredentialModel> all(UserModel user) {
        return user.credentialManager().getStoredCredentialsByTypeStream(TYPE);
    }

    private List<CredentialModel> good(UserModel user, DeviceSettings settings) {
        long newest = user.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> !NO_FACTORS.contains(credential.getType()))
                .map(CredentialModel::getCreatedDate)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        long now = Time.currentTimeMillis();
        return all(user)
                .filter(device ->
                        device.getCreatedDate() != null && settings.isGood(device.getCreatedDate(), newest, now))
                .toList();
    }

    /** Removes what does not count any more, and the oldest of what does where there are too many. */
    private void makeRoom(UserModel user, List<CredentialModel> good) {
        Set<String> kept = good.stream()
                .sorted(Comparator.comparing(CredentialModel::getCreatedDate).reversed())
                .limit(DeviceSettings.MOST_OF_USER - 1)
                .map(CredentialModel::getId)
                .collect(Collectors.toSet());
        all(user)
                .map(CredentialModel::getId)
                .filter(id -> !kept.contains(id))
                .toList()
                .forEach(user.credentialManager()::removeStoredCredentialById);
    }

    private boolean isOf(UserModel user, CredentialModel device, DeviceProof proof) {
        return device.getId().equals(proof.id())
                && MessageDigest.isEqual(
                        secretData(user, proof.id(), proof.secret()).getBytes(StandardCharsets.UTF_8),
                        device.getSecretData().getBytes(StandardCharsets.UTF_8));
    }

    /** What is stored of a secret. */
    private String secretData(UserModel user, String id, String secret) {
        String hash = new RealmHash(session).of(KeyedHash.Use.DEVICE, user.getId() + ":" + id + ":" + secret);
        return "{\"hash\":\"" + hash + "\"}";
    }
}
