/** What stands between Keycloak and a source, whatever kind it is: the time that one request may take, and a rest for a source that fails. */
@NullMarked
package io.cloakpool.migration.source;

import org.jspecify.annotations.NullMarked;
