/** What others may implement. Imports nothing of the rest. */
@NullMarked
package io.cloakpool.authenticators.spi;

import org.jspecify.annotations.NullMarked;
