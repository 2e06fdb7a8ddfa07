package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.change.AddressChange;
import io.cloakpool.authenticators.change.UndoTokens;
import io.cloakpool.authenticators.keycloak.base.KeycloakTime;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.Time;
import org.keycloak.credential.CredentialModel;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Where the former holder of an address undoes its change, by a button: the address comes back, everybody is signed out, and what somebody
 * else may sign in by is gone: the password, links to other providers, remembered devices, and every factor that was set up since or not
 * long before, since whoever takes an account over may do that first. The earliest link wins, see {@link UndoneChanges}.
 */
public final class UndoLink {
    private static final String USER = "user";
    private static final String LINK = "link";
    private static final String TEMPLATE = "cloakpool-undo.ftl";

    private final KeycloakSession session;

    UndoLink(KeycloakSession session) {
        this.session = session;
    }

    /** What a page says; the template knows the names. */
    private enum State {
        ASK,
        UNDONE,
        TOO_LATE
    }

    /** The link of a notice. */
    static String of(KeycloakSession session, String user, String token) {
        return UserPoolPages.address(session, UserPoolPages.UNDO) + "#" + USER + "=" + user + "&" + LINK + "=" + token;
    }

    /** The page with the button. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    public Response show() {
        return page(State.ASK, Response.Status.OK);
    }

    /** The button was pressed. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    public Response undo(@FormParam(USER) @Nullable String id, @FormParam(LINK) @Nullable String token) {
        UserModel user = id == null || id.isEmpty() ? null : session.users().getUserById(realm(), id);
        Optional<AddressChange> change = user == null || token == null || !user.isEnabled()
                ? Optional.empty()
                : new UndoTokens(new RealmHash(session), KeycloakTime.INSTANCE)
                        .read(user.getId(), token)
                        .filter(found -> !new UndoneChanges(user).cover(found))
                        .filter(found -> isFree(user, found));
        if (user == null || change.isEmpty()) {
            return page(State.TOO_LATE, Response.Status.BAD_REQUEST);
        }
        giveBack(user, change.get());
        lockOut(user, change.get());
        new UndoneChanges(user).add(change.get());
        new EventBuilder(realm(), session, session.getContext().getConnection())
                .event(EventType.UPDATE_PROFILE)
                .user(user)
                .detail(Details.REASON, "change of address undone")
                .success();
        return page(State.UNDONE, Response.Status.OK);
    }

    /** Whether nobody else has proven the address by now. */
    private boolean isFree(UserModel user, AddressChange change) {
        return switch (change.kind()) {
            case EMAIL -> {
                UserModel holder = session.users().getUserByEmail(realm(), change.previous());
                UserModel named = realm().isRegistrationEmailAsUsername()
                        ? session.users().getUserByUsername(realm(), change.previous())
                        : null;
                yield (holder == null || isSame(holder, user) || !holder.isEmailVerified())
                        && (named == null || isSame(named, user));
            }
            case PHONE ->
                session.users()
                        .searchForUserByUserAttributeStream(realm(), SmsChannel.NUMBER, change.previous())
                        .filter(other -> !isSame(other, user))
                        .noneMatch(other -> new SmsChannel().destination(other).isPresent());
        };
    }

    private static boolean isSame(UserModel one, UserModel other) {
        return one.getId().equals(other.getId());
    }

    private void giveBack(UserModel user, AddressChange change) {
        switch (change.kind()) {
            case EMAIL -> {
                UserModel claimant = session.users().getUserByEmail(realm(), change.previous());
                if (claimant != null && !isSame(claimant, user)) {
                    ClaimedEmail.release(session, claimant);
                }
                if (realm().isRegistrationEmailAsUsername()) {
                    user.setUsername(change.previous());
                }
                user.setEmail(change.previous());
                user.setEmailVerified(true);
                user.removeAttribute(UserModel.EMAIL_PENDING);
            }
            case PHONE -> new SmsChannel().proven(user, change.previous());
        }
    }

    private void lockOut(UserModel user, AddressChange change) {
        List<CredentialModel> lost = user.credentialManager()
                .getStoredCredentialsStream()
                .filter(credential -> isLost(credential, change))
                .toList();
        lost.forEach(credential -> user.credentialManager().removeStoredCredentialById(credential.getId()));
        SmsChannel texts = new SmsChannel();
        if (change.kind() == AddressChange.Kind.EMAIL
                && lost.stream().anyMatch(credential -> texts.credentialType().equals(credential.getType()))) {
            texts.forget(user);
        }
        session.users()
                .getFederatedIdentitiesStream(realm(), user)
                .map(FederatedIdentityModel::getIdentityProvider)
                .toList()
                .forEach(provider -> session.users().removeFederatedIdentity(realm(), user, provider));
        session.sessions()
                .getUserSessionsStream(realm(), user)
                .toList()
                .forEach(signedIn -> AuthenticationManager.backchannelLogout(session, signedIn, true));
        session.sessions().getOfflineUserSessionsStream(realm(), user).toList().forEach(offline -> session.sessions()
                .removeOfflineUserSession(realm(), offline));
        session.users().setNotBeforeForUser(realm(), user, Math.toIntExact(Time.currentTimeSeconds() + 1));
    }

    private static boolean isLost(CredentialModel credential, AddressChange change) {
        if (UndoneChanges.TYPE.equals(credential.getType())) {
            return false;
        }
        Instant kept = Instant.ofEpochSecond(change.at()).minus(UndoTokens.LIFETIME);
        return PasswordCredentialModel.TYPE.equals(credential.getType())
                || RememberedDevices.TYPE.equals(credential.getType())
                || credential.getCreatedDate() == null
                || credential.getCreatedDate() >= kept.toEpochMilli();
    }

    private Response page(State state, Response.Status status) {
        return session.getProvider(LoginFormsProvider.class)
                .setDetachedAuthSession()
                .setAttribute("state", state.name())
                .setAttribute("linkAction", UserPoolPages.address(session, UserPoolPages.UNDO))
                .setStatus(status)
                .createForm(TEMPLATE);
    }

    private RealmModel realm() {
        return session.getContext().getRealm();
    }
}
