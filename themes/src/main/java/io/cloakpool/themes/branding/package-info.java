/** What a realm or a client may say about the looks of its pages, and the style sheet that comes of it. */
@NullMarked
package io.cloakpool.themes.branding;

import org.jspecify.annotations.NullMarked;
