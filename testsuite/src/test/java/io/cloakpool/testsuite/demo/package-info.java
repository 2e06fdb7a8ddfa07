/** Tests against what {@code bin/demo --serve} keeps running: the demo realm, its gateway and its store, with real clients. */
@NullMarked
package io.cloakpool.testsuite.demo;

import org.jspecify.annotations.NullMarked;
