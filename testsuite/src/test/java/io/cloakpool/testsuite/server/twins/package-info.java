/** A provider for the tests, packed into a jar of its own: users of another system whose ids differ in nothing but case. */
@NullMarked
package io.cloakpool.testsuite.server.twins;

import org.jspecify.annotations.NullMarked;
