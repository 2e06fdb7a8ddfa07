/** No server of the test suite writes a secret into its log. */
@NullMarked
package io.cloakpool.testsuite.logs;

import org.jspecify.annotations.NullMarked;
