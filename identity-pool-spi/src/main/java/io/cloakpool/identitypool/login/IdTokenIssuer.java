package io.cloakpool.identitypool.login;

import java.util.Set;

/**
 * Who signs ID tokens, and how they look.
 *
 * @param provider internal id of the provider, as logins are stored
 * @param issuers what {@code iss} may be; mostly one
 * @param realm whether it is a realm of this server, which says in each token what kind it is and for which client
 */
record IdTokenIssuer(String provider, Set<String> issuers, boolean realm, TokenSignatures signatures) {}
