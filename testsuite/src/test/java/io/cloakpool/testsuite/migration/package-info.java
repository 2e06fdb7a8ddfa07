/** Users who come from another system, on a real server. */
@NullMarked
package io.cloakpool.testsuite.migration;

import org.jspecify.annotations.NullMarked;
