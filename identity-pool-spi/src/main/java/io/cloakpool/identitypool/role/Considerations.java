package io.cloakpool.identitypool.role;

import io.cloakpool.identitypool.pool.LoginBinding;

/** Is told what is looked at while a role is chosen, in that order. */
public interface Considerations {
    /** Nobody wants to know. */
    Considerations NONE = new Considerations() {
        @Override
        public void rule(LoginBinding binding, int index, Verdict verdict, String detail) {}

        @Override
        public void claim(LoginBinding binding, String claim, Verdict verdict, String detail) {}
    };

    /**
     * A rule was tried.
     *
     * @param index of the rule, from 0
     * @param detail why, where the verdict does not say it all; else empty
     */
    void rule(LoginBinding binding, int index, Verdict verdict, String detail);

    /** A claim that names roles was looked at. */
    void claim(LoginBinding binding, String claim, Verdict verdict, String detail);
}
