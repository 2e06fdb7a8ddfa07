/** Credentials for the AWS CLI and SDKs on a terminal. Start reading at {@code CredentialHelper}. */
@NullMarked
package io.cloakpool.examples.credentialhelper;

import org.jspecify.annotations.NullMarked;
