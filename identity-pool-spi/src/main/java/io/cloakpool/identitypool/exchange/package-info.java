/** The use cases that every door calls. */
@NullMarked
package io.cloakpool.identitypool.exchange;

import org.jspecify.annotations.NullMarked;
