/** Questions by HTTP, as sources ask them. */
@NullMarked
package io.cloakpool.migration.http;

import org.jspecify.annotations.NullMarked;
