/**
 * One-time codes: one engine for every purpose and channel. It draws, keeps, limits and checks them; how one travels is a
 * {@link io.cloakpool.authenticators.code.Delivery}.
 */
@NullMarked
package io.cloakpool.authenticators.code;

import org.jspecify.annotations.NullMarked;
