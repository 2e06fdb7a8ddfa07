package io.cloakpool.identitypool.rest.cognitoidentity;

import java.util.ArrayList;
import java.util.List;

/** An administrator by the realm's own rights, who remembers what was changed. */
final class RecordingAdministrator implements Administrator {
    /** {@code <change> <path>}, oldest first. */
    final List<String> changes = new ArrayList<>();

    @Override
    public boolean byPolicy() {
        return false;
    }

    @Override
    public void changed(Change change, String resourcePath, Object representation) {
        changes.add(change + " " + resourcePath);
    }
}
