/** A stand-in of Amazon Cognito, for migrations on a machine without the network. */
@NullMarked
package io.cloakpool.examples.oldpool;

import org.jspecify.annotations.NullMarked;
