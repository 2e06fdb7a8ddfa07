package io.cloakpool.identitypool.login;

import java.util.Optional;

/** The apps that the realm has at Facebook. */
public interface FacebookApps {
    /** The secret of an app; empty when the realm has no enabled identity provider for it, or one without a secret. */
    Optional<String> secret(String appId);
}
