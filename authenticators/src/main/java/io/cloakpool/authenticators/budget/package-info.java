/** How often something may happen in a span of time: guesses, codes, texts. */
@NullMarked
package io.cloakpool.authenticators.budget;

import org.jspecify.annotations.NullMarked;
