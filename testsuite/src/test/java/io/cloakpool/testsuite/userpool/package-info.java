/** User pools as they are shipped: the recipes of {@code realm-exports}, and people who sign up and sign in. */
@NullMarked
package io.cloakpool.testsuite.userpool;

import org.jspecify.annotations.NullMarked;
