package io.cloakpool.identitypool.rest.sts;

import java.io.InputStream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * The bytes of a form. Keycloak parses every form of a POST before a resource sees it, and puts the bytes back where only the
 * server's own request context shows them: an {@code InputStream} parameter is made earlier and is empty by then. The signature
 * of a request goes over the bytes, so the parsed form does not do. Until here Keycloak's own limit of a body holds.
 */
final class FormBytes {
    private FormBytes() {}

    static InputStream ofCurrentRequest() {
        return CurrentRequestManager.get().getInputStream();
    }
}
