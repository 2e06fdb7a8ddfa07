/** The door below a realm that serves its branding. */
@NullMarked
package io.cloakpool.themes.rest;

import org.jspecify.annotations.NullMarked;
