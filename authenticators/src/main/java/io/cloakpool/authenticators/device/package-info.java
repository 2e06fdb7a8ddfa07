/** Browsers that users have remembered: what they are asked for there, and until when. */
@NullMarked
package io.cloakpool.authenticators.device;

import org.jspecify.annotations.NullMarked;
