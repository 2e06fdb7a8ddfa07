/** Amazon Resource Names, and the forms of the names inside those of IAM and STS. */
@NullMarked
package io.cloakpool.aws.arn;

import org.jspecify.annotations.NullMarked;
