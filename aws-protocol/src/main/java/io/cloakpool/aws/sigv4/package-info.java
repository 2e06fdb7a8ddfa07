/**
 * AWS Signature Version 4: reading, verifying and making signatures in header and pre-signed form.
 *
 * <p>A server parses a {@link io.cloakpool.aws.sigv4.SigningClaim}, holds it to {@link io.cloakpool.aws.sigv4.HeaderSigningRules}
 * and to the scope it expects, and then lets {@link io.cloakpool.aws.sigv4.SigV4Verifier} prove it. Whatever a client sends,
 * the only exception of these steps is {@link io.cloakpool.aws.sigv4.SigV4Exception}. Source of the rules: "Create a signed AWS
 * API request" in the IAM user guide, and "Authenticating Requests (AWS Signature Version 4)" in the S3 API reference.
 */
@NullMarked
package io.cloakpool.aws.sigv4;

import org.jspecify.annotations.NullMarked;
