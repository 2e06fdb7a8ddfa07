/** What users read. */
@NullMarked
package io.cloakpool.authenticators.texts;

import org.jspecify.annotations.NullMarked;
