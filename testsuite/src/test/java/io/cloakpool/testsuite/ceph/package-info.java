/** A Ceph cluster on loopback: an STS and an S3 that nobody here wrote. */
@NullMarked
package io.cloakpool.testsuite.ceph;

import org.jspecify.annotations.NullMarked;
