/** What realms set by attributes. */
@NullMarked
package io.cloakpool.authenticators.settings;

import org.jspecify.annotations.NullMarked;
