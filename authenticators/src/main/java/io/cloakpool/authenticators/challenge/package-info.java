/** Sign-in by challenges of others' own, within limits that they cannot widen. */
@NullMarked
package io.cloakpool.authenticators.challenge;

import org.jspecify.annotations.NullMarked;
