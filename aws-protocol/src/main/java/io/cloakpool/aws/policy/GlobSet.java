package io.cloakpool.aws.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * The actions or the resources of a statement.
 *
 * @param excluded whether it is all but these ({@code NotAction}, {@code NotResource})
 */
record GlobSet(boolean excluded, List<Glob> globs) {
    GlobSet {
        globs = List.copyOf(globs);
    }

    static GlobSet of(boolean excluded, List<Glob> globs) {
        return new GlobSet(excluded, Glob.widest(globs));
    }

    /** Whether nothing is in it. */
    boolean isEmpty() {
        return !excluded && globs.isEmpty();
    }

    /** @throws PolicyRenderingException when what both have cannot be said by patterns */
    GlobSet intersect(GlobSet other, RenderingBudget budget) {
        if (excluded && other.excluded) {
            List<Glob> all = new ArrayList<>(globs);
            all.addAll(other.globs);
            return of(true, all);
        }
        if (excluded) {
            return other.without(globs, budget);
        }
        if (other.excluded) {
            return without(other.globs, budget);
        }
        List<Glob> common = new ArrayList<>();
        for (Glob one : globs) {
            for (Glob two : other.globs) {
                budget.take();
                common.addAll(one.intersect(two, budget));
            }
        }
        return of(false, common);
    }

    private GlobSet without(List<Glob> others, RenderingBudget budget) {
        List<Glob> left = new ArrayList<>();
        for (Glob glob : globs) {
            if (others.stream().noneMatch(other -> other.covers(glob))) {
                if (others.stream()
                        .anyMatch(other -> !glob.intersect(other, budget).isEmpty())) {
                    throw new PolicyRenderingException(
                            "the policies cannot be combined into one: NotAction or NotResource of one takes away a part of a pattern of another");
                }
                left.add(glob);
            }
        }
        return of(false, left);
    }
}
