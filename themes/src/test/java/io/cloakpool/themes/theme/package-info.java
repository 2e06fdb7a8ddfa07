/** The files of the theme. */
@NullMarked
package io.cloakpool.themes.theme;

import org.jspecify.annotations.NullMarked;
