/**
 * The benchmarks behind {@code bin/bench}: ratios of Cloakpool's requests to baselines that hold none of its code, from interleaved
 * rounds of one run.
 */
@NullMarked
package io.cloakpool.testsuite.bench;

import org.jspecify.annotations.NullMarked;
