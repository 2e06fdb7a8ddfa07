/** Server processes that the tests set up themselves: another Keycloak version, other databases, hard stops. */
@NullMarked
package io.cloakpool.testsuite.server;

import org.jspecify.annotations.NullMarked;
