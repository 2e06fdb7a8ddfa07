package io.cloakpool.identitypool.pool;

/** What was taken from identities lately, as every node sees it and a restart keeps it. */
public interface Revocations {
    /** Nothing was taken from anybody. */
    Revocations NONE = new Revocations() {
        @Override
        public boolean isRevoked(IdentityId identity) {
            return false;
        }

        @Override
        public boolean hasLostLogin(IdentityId identity) {
            return false;
        }
    };

    /** Whether the identity has ended: its outstanding credentials end before their time. */
    boolean isRevoked(IdentityId identity);

    /** Whether the identity has lost a login of late, so that what is remembered of its logins may be out of date. */
    boolean hasLostLogin(IdentityId identity);
}
