/** What {@code bin/demo} runs: the main job on real servers with real clients, shown as a table. */
@NullMarked
package io.cloakpool.distribution.demo;

import org.jspecify.annotations.NullMarked;
