/** Identities, their logins and the rules by which they are linked and merged; guest ids. */
@NullMarked
package io.cloakpool.identitypool.identity;

import org.jspecify.annotations.NullMarked;
