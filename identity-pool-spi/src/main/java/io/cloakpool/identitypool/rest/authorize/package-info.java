/** The door that gateways ask about signed requests. */
@NullMarked
package io.cloakpool.identitypool.rest.authorize;

import org.jspecify.annotations.NullMarked;
