package io.cloakpool.identitypool.pool;

/** The kinds of component that make up the configuration of identity pools. */
public enum ComponentKind {
    POOL("identity pool"),
    BINDING("login binding"),
    ROLE("pool role"),
    ISSUER("credential issuer"),
    GATEWAY("gateway"),
    KEY("pool key");

    private static final int SHOWN_NAME = 128;

    private final String label;

    ComponentKind(String label) {
        this.label = label;
    }

    /** What messages call it. */
    public String label() {
        return label;
    }

    /** A refusal that names the kind, the component and the key, on one line. */
    public IllegalArgumentException refusal(String component, String key, String problem) {
        return new IllegalArgumentException(describe(component) + ": " + key + " " + problem);
    }

    /** Kind and name of a component as messages show them. */
    public String describe(String component) {
        StringBuilder text = new StringBuilder(label).append(" \"");
        component
                .codePoints()
                .limit(SHOWN_NAME)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(text::appendCodePoint);
        return text.append('"').toString();
    }
}
