/** Old systems that are user pools of Amazon Cognito. */
@NullMarked
package io.cloakpool.migration.cognito;

import org.jspecify.annotations.NullMarked;
