/** The doors: parse, call, answer. What they share: bounded bodies, CORS, the head of a request, answers. */
@NullMarked
package io.cloakpool.identitypool.rest;

import org.jspecify.annotations.NullMarked;
