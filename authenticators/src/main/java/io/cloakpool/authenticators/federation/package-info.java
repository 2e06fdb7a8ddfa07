/** Rules for users who come by another provider: whom a realm takes, what is linked, what stays protected. Knows no Keycloak. */
@NullMarked
package io.cloakpool.authenticators.federation;

import org.jspecify.annotations.NullMarked;
