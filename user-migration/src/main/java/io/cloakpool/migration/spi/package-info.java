/** What sources of users implement, and the values that go over that contract. It knows nothing of the rest. */
@NullMarked
package io.cloakpool.migration.spi;

import org.jspecify.annotations.NullMarked;
