/** The real Keycloak server as a process of its own: unpacked, built, started and stopped from plain Java. */
@NullMarked
package io.cloakpool.distribution;

import org.jspecify.annotations.NullMarked;
