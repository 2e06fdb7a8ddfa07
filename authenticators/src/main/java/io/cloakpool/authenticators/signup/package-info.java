/** Who may open an account for themselves, and by which address. */
@NullMarked
package io.cloakpool.authenticators.signup;

import org.jspecify.annotations.NullMarked;
