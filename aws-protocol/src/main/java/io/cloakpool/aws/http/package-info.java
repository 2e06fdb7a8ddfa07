/** An HTTP request as the bytes that arrived, nothing decoded, nothing normalised; and strict readers for its parts. */
@NullMarked
package io.cloakpool.aws.http;

import org.jspecify.annotations.NullMarked;
