/** Verifying a login: is this token what it says, meant for this pool, and is its user still welcome? */
@NullMarked
package io.cloakpool.identitypool.login;

import org.jspecify.annotations.NullMarked;
