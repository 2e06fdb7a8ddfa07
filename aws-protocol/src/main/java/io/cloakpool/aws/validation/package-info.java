/** Constraints of AWS service models, and their messages in the words that AWS uses; shared by all wire protocols. */
@NullMarked
package io.cloakpool.aws.validation;

import org.jspecify.annotations.NullMarked;
