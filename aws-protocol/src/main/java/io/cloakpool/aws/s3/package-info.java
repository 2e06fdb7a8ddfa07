/**
 * What a signed S3 request asks for, in the terms of an IAM policy. The table of operations stands in
 * {@code S3Operations}; what is not in it is refused by name.
 */
@NullMarked
package io.cloakpool.aws.s3;

import org.jspecify.annotations.NullMarked;
