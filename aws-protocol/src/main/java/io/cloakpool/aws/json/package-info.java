/** The AWS JSON 1.1 protocol: request bodies, answers and errors. */
@NullMarked
package io.cloakpool.aws.json;

import org.jspecify.annotations.NullMarked;
