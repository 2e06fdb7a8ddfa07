package io.cloakpool.migration.keycloak;

/** Where a job stands. The names are stored. */
enum ImportState {
    CREATED("Created"),
    /** It waits until no other import of its realm runs, and some node has a place for it. */
    QUEUED("Queued"),
    IN_PROGRESS("InProgress"),
    STOPPING("Stopping"),
    STOPPED("Stopped"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    /** Never stored: the node that was at work does not extend its lease any more. */
    INTERRUPTED("Interrupted");

    private final String text;

    ImportState(String text) {
        this.text = text;
    }

    /** As the REST interface calls it. */
    String text() {
        return text;
    }
}
