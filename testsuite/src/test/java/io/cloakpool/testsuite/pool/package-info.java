/**
 * Tests on the Keycloak Test Framework: one server for all of them, the demo realm anew for each class, and clients that send
 * what no SDK would.
 */
@NullMarked
package io.cloakpool.testsuite.pool;

import org.jspecify.annotations.NullMarked;
