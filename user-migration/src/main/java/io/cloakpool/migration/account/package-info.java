/** What becomes of a user of the old system: whether a sign-in stands, and what of the user is taken over. */
@NullMarked
package io.cloakpool.migration.account;

import org.jspecify.annotations.NullMarked;
