/** What is miswired in a realm that is to be a user pool. */
@NullMarked
package io.cloakpool.authenticators.check;

import org.jspecify.annotations.NullMarked;
