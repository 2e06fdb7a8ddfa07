/** The jars on the real server process: one shared server, the demo realm built in code, and the helpers of the tests. */
@NullMarked
package io.cloakpool.testsuite;

import org.jspecify.annotations.NullMarked;
