/** Arbitrary and damaged input: nothing but the typed refusals comes out, soon and with little memory. */
@NullMarked
package io.cloakpool.aws.fuzz;

import org.jspecify.annotations.NullMarked;
