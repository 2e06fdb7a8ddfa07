/** The old system behind a REST contract, see {@code docs/migrate.md}. */
@NullMarked
package io.cloakpool.migration.rest;

import org.jspecify.annotations.NullMarked;
