/** Credentials of AWS, from the places where its own tools look for them. */
@NullMarked
package io.cloakpool.migration.aws;

import org.jspecify.annotations.NullMarked;
