/** A source of somebody else's, as in docs/migrate.md. */
@NullMarked
package org.example.shop;

import org.jspecify.annotations.NullMarked;
