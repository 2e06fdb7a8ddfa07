/** What a signed request to an HTTP API asks for, in the terms of an IAM policy ({@code execute-api:Invoke}). */
@NullMarked
package io.cloakpool.aws.executeapi;

import org.jspecify.annotations.NullMarked;
