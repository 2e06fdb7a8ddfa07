package io.cloakpool.aws.policy;

/** How much work the rendering of one session policy may take: policies of callers are part of it. */
final class RenderingBudget {
    private static final int STEPS = 200_000;

    private int left = STEPS;

    /** @throws PolicyRenderingException when it is spent */
    void take() {
        if (left-- <= 0) {
            throw Glob.tooComplex();
        }
    }
}
