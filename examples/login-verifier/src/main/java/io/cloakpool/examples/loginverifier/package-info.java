/** A login verifier for identity pools. Start reading at {@code IntrospectionLoginVerifierFactory}. */
@NullMarked
package io.cloakpool.examples.loginverifier;

import org.jspecify.annotations.NullMarked;
