/** The bundle in a container. */
@NullMarked
package io.cloakpool.containers;

import org.jspecify.annotations.NullMarked;
