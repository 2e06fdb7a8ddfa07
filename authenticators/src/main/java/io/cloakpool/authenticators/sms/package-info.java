/** Text messages: numbers, senders, and how many go where. Knows no Keycloak. */
@NullMarked
package io.cloakpool.authenticators.sms;

import org.jspecify.annotations.NullMarked;
