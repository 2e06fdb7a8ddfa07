/** Files of users: how they are cut, read and reported on, row by row and in constant memory. */
@NullMarked
package io.cloakpool.migration.bulk;

import org.jspecify.annotations.NullMarked;
