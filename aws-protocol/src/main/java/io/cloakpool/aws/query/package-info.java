/** The AWS Query protocol: form-encoded requests, XML answers. */
@NullMarked
package io.cloakpool.aws.query;

import org.jspecify.annotations.NullMarked;
