package io.cloakpool.authenticators.keycloak;

import io.cloakpool.authenticators.federation.Claims;
import io.cloakpool.authenticators.federation.ProtectedAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.authenticators.broker.AbstractIdpAuthenticator;
import org.keycloak.authentication.authenticators.broker.util.SerializedBrokeredIdentityContext;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Puts back what a provider and its mappers changed and may not, when the request is about to be committed: whatever mapper it was, and in
 * whatever order they ran. What is protected: attributes, rights to administer, a verified address, and the mark of one. A verified address
 * that gives way to another one is told so: Keycloak has no event for that.
 */
final class BrokeredChanges extends AbstractKeycloakTransaction {
    private static final Logger LOG = Logger.getLogger(BrokeredChanges.class);
    private static final String KEY = "cloakpool.brokered.";

    private final KeycloakSession session;
    private final UserModel user;
    private Map<String, List<String>> attributes;
    private Set<String> rights;
    private Set<String> groups;
    private @Nullable String address;
    private boolean verified;
    private @Nullable String replacedBy;
    private ProtectedAttributes isProtected = ProtectedAttributes.with(null);
    private Set<String> verifiedByProvider = Set.of();

    private BrokeredChanges(KeycloakSession session, UserModel user) {
        this.session = session;
        this.user = user;
        attributes = new HashMap<>(user.getAttributes());
        rights = Administrators.rights(user);
        groups = Administrators.groups(user);
        address = user.getEmail();
        verified = user.isEmailVerified();
    }

    /** Remembers how a user is, the first time in a request. */
    static BrokeredChanges watch(KeycloakSession session, UserModel user) {
        String key = KEY + user.getId();
        if (session.getAttribute(key) instanceof BrokeredChanges known) {
            return known;
        }
        BrokeredChanges changes = new BrokeredChanges(session, user);
        session.setAttribute(key, changes);
        session.getTransactionManager().enlistPrepare(changes);
        // It is enlisted now: once the commit has begun nothing can be.
        session.getTransactionManager().enlistAfterCompletion(changes.new Notice());
        return changes;
    }

    /** A user who came into being by this sign-in has nothing to be put back. */
    static BrokeredChanges watchNew(KeycloakSession session, UserModel user) {
        BrokeredChanges changes = watch(session, user);
        changes.attributes = Map.of();
        changes.rights = Set.of();
        changes.groups = Set.of();
        changes.address = null;
        changes.verified = false;
        return changes;
    }

    /** Takes protected attributes out of what the flow for first sign-ins makes a user of. */
    static void watchNote(
            KeycloakSession session, @Nullable AuthenticationSessionModel signIn, ProtectedAttributes isProtected) {
        if (signIn != null) {
            session.getTransactionManager().enlistPrepare(new Note(signIn, isProtected));
        }
    }

    /** Says by what to judge; until then the names that are always protected count, and the provider has verified nothing. */
    void judgeBy(ProtectedAttributes names, Claims claims) {
        isProtected = names;
        verifiedByProvider = claims.verifiedAddresses();
    }

    @Override
    protected void commitImpl() {
        Set<String> names = new HashSet<>(user.getAttributes().keySet());
        names.addAll(attributes.keySet());
        names.removeIf(name -> !isProtected.contains(name));
        for (String name : names) {
            List<String> before = attributes.getOrDefault(name, List.of());
            List<String> after = user.getAttributeStream(name).collect(Collectors.toList());
            if (before.isEmpty() && !after.isEmpty()) {
                user.removeAttribute(name);
            } else if (!before.equals(after)) {
                user.setAttribute(name, before);
            }
        }
        Administrators.keepTo(user, rights, groups);
        judgeAddress();
    }

    private void judgeAddress() {
        String now = user.getEmail();
        boolean isMarked = user.isEmailVerified();
        boolean isProven = isMarked && now != null && verifiedByProvider.contains(lower(now));
        if (address == null || !verified) {
            if (isMarked && !isProven) {
                user.setEmailVerified(false);
            }
        } else if (isProven && !address.equalsIgnoreCase(now)) {
            replacedBy = now;
        } else if (!isMarked || !address.equalsIgnoreCase(now)) {
            user.setEmail(address);
            user.setEmailVerified(true);
        }
    }

    private static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    @Override
    protected void rollbackImpl() {}

    /** Tells the former address, as the listener of the realm does of changes that have an event. */
    private final class Notice extends AbstractKeycloakTransaction {
        @Override
        protected void commitImpl() {
            String former = address;
            String current = replacedBy;
            if (former != null
                    && current != null
                    && NoticeListener.isOn(session.getContext().getRealm())) {
                tell(former, current);
            }
        }

        /** Whoever signs in has nothing to do with it: the change is made. */
        private void tell(String former, String current) {
            try {
                Jobs.call(session, own -> {
                    new NoticeListener(own).addressReplaced(user.getId(), former, current);
                    return true;
                });
            } catch (RuntimeException e) {
                LOG.warnf(
                        e,
                        "The former address of user %s could not be told that another one has taken its place",
                        user.getId());
            }
        }

        @Override
        protected void rollbackImpl() {
            // What did not happen is not told.
        }
    }

    /** What waits for the flow in the session of a sign-in. */
    private static final class Note extends AbstractKeycloakTransaction {
        private final AuthenticationSessionModel signIn;
        private final ProtectedAttributes isProtected;

        private Note(AuthenticationSessionModel signIn, ProtectedAttributes isProtected) {
            this.signIn = signIn;
            this.isProtected = isProtected;
        }

        @Override
        protected void commitImpl() {
            SerializedBrokeredIdentityContext waiting = SerializedBrokeredIdentityContext.readFromAuthenticationSession(
                    signIn, AbstractIdpAuthenticator.BROKERED_CONTEXT_NOTE);
            if (waiting != null
                    && waiting.getContextData()
                            .keySet()
                            .removeIf(key -> key.startsWith(Constants.USER_ATTRIBUTES_PREFIX)
                                    && isProtected.contains(
                                            key.substring(Constants.USER_ATTRIBUTES_PREFIX.length())))) {
                waiting.saveToAuthenticationSession(signIn, AbstractIdpAuthenticator.BROKERED_CONTEXT_NOTE);
            }
        }

        @Override
        protected void rollbackImpl() {}
    }
}
