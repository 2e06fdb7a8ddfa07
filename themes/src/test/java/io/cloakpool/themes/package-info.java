/** Who may know whom in this module. */
@NullMarked
package io.cloakpool.themes;

import org.jspecify.annotations.NullMarked;
