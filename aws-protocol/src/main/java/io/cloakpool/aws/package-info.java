/** AWS wire formats in plain Java: no Keycloak, no servlet, no I/O. */
@NullMarked
package io.cloakpool.aws;

import org.jspecify.annotations.NullMarked;
