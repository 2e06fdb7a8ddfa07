/** The security token service (AWS Query). */
@NullMarked
package io.cloakpool.identitypool.rest.sts;

import org.jspecify.annotations.NullMarked;
