/** A service that trusts Cloakpool credentials: an HTTP gateway in front of an S3 server. Start reading at {@code GatewayHandler}. */
@NullMarked
package io.cloakpool.examples.s3gateway;

import org.jspecify.annotations.NullMarked;
