/** Old systems that are databases: statements of an administrator, asked by whatever driver the server has. */
@NullMarked
package io.cloakpool.migration.jdbc;

import org.jspecify.annotations.NullMarked;
