/** An example of a custom challenge. */
@NullMarked
package io.cloakpool.examples.customchallenge;

import org.jspecify.annotations.NullMarked;
