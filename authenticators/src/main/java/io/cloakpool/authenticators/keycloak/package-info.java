/** Protocol mappers and senders of text messages. They read the models; the rules are in {@code claims} and {@code sms}. */
@NullMarked
package io.cloakpool.authenticators.keycloak;

import org.jspecify.annotations.NullMarked;
