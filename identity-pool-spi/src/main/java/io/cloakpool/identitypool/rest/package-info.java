/** The doors: parse, call, answer. */
@NullMarked
package io.cloakpool.identitypool.rest;

import org.jspecify.annotations.NullMarked;
