package io.cloakpool.aws.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A pattern of a policy that can be compared with others, combined with them, and written down again. */
final class Glob {
    private static final int MAX_PATTERNS = 16;
    private static final int MAX_CODES = 1_000;

    private final int[] codes;
    private final boolean ignoreCase;

    private Glob(int[] codes, boolean ignoreCase) {
        this.codes = codes;
        this.ignoreCase = ignoreCase;
    }

    /** @param ignoreCase whether case does not count, as in actions */
    static Glob of(Wildcards pattern, boolean ignoreCase) {
        return new Glob(normalized(pattern.codes()), ignoreCase);
    }

    /** Within each run of wildcards those for one character come first and a star once: equal languages, equal codes. */
    private static int[] normalized(int[] codes) {
        int[] normal = new int[codes.length];
        int length = 0;
        boolean star = false;
        for (int code : codes) {
            if (code == Wildcards.ANY_RUN) {
                star = true;
                continue;
            }
            if (star && code != Wildcards.ANY_ONE) {
                normal[length++] = Wildcards.ANY_RUN;
                star = false;
            }
            normal[length++] = code;
        }
        if (star) {
            normal[length++] = Wildcards.ANY_RUN;
        }
        return Arrays.copyOf(normal, length);
    }

    /** Whether every text of the other pattern is one of this pattern too; false also where that could not be seen. */
    boolean covers(Glob other) {
        int mine = 0;
        int afterStar = -1;
        int resume = 0;
        for (int theirs = 0; theirs < other.codes.length; ) {
            if (mine < codes.length && codes[mine] == Wildcards.ANY_RUN) {
                afterStar = ++mine;
                resume = theirs;
            } else if (mine < codes.length && takes(codes[mine], other.codes[theirs])) {
                mine++;
                theirs++;
            } else if (afterStar >= 0) {
                mine = afterStar;
                theirs = ++resume;
            } else {
                return false;
            }
        }
        while (mine < codes.length && codes[mine] == Wildcards.ANY_RUN) {
            mine++;
        }
        return mine == codes.length;
    }

    private boolean takes(int mine, int theirs) {
        return mine == Wildcards.ANY_ONE ? theirs != Wildcards.ANY_RUN : theirs >= 0 && same(mine, theirs);
    }

    private boolean same(int one, int other) {
        return one == other || (ignoreCase && Character.toLowerCase(one) == Character.toLowerCase(other));
    }

    /**
     * Patterns that together have exactly the texts that both have; none when there is no such text.
     *
     * @throws PolicyRenderingException when these would be too many
     */
    List<Glob> intersect(Glob other, RenderingBudget budget) {
        if (covers(other)) {
            return List.of(other);
        }
        if (other.covers(this)) {
            return List.of(this);
        }
        if (codes.length + other.codes.length > MAX_CODES) {
            throw tooComplex();
        }
        return new Intersection(other, budget).from(0, 0);
    }

    /** The patterns of a list without those that others of it cover. */
    static List<Glob> widest(List<Glob> globs) {
        List<Glob> widest = new ArrayList<>();
        for (Glob glob : globs) {
            if (widest.stream().noneMatch(kept -> kept.covers(glob))) {
                widest.removeIf(glob::covers);
                widest.add(glob);
            }
        }
        return widest;
    }

    static PolicyRenderingException tooComplex() {
        return new PolicyRenderingException(
                "the policies cannot be combined into one: their patterns overlap in too many ways");
    }

    /** The pattern as a policy writes it: what would be a wildcard or begin a variable and is none is escaped. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < codes.length; i++) {
            switch (codes[i]) {
                case Wildcards.ANY_RUN -> text.append('*');
                case Wildcards.ANY_ONE -> text.append('?');
                case '*' -> text.append("${*}");
                case '?' -> text.append("${?}");
                case '$' -> text.append(i + 1 < codes.length && codes[i + 1] == '{' ? "${$}" : "$");
                default -> text.appendCodePoint(codes[i]);
            }
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && Arrays.equals(codes, glob.codes) && ignoreCase == glob.ignoreCase;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(codes);
    }

    @Override
    public String toString() {
        return text();
    }

    private Glob after(int code) {
        int[] longer = new int[codes.length + 1];
        longer[0] = code;
        System.arraycopy(codes, 0, longer, 1, codes.length);
        return new Glob(normalized(longer), ignoreCase);
    }

    /** What two patterns have in common, worked out from each pair of their ends once. */
    private final class Intersection {
        private final Glob other;
        private final RenderingBudget budget;
        private final Map<Long, List<Glob>> known = new HashMap<>();

        Intersection(Glob other, RenderingBudget budget) {
            this.other = other;
            this.budget = budget;
        }

        List<Glob> from(int mine, int theirs) {
            long place = (long) mine * (MAX_CODES + 1) + theirs;
            List<Glob> found = known.get(place);
            if (found == null) {
                budget.take();
                found = widest(combine(mine, theirs));
                if (found.size() > MAX_PATTERNS) {
                    throw tooComplex();
                }
                known.put(place, found);
            }
            return found;
        }

        private List<Glob> combine(int mine, int theirs) {
            boolean ended = mine == codes.length;
            boolean otherEnded = theirs == other.codes.length;
            if (ended && otherEnded) {
                return List.of(new Glob(new int[0], ignoreCase));
            }
            boolean star = !ended && codes[mine] == Wildcards.ANY_RUN;
            boolean otherStar = !otherEnded && other.codes[theirs] == Wildcards.ANY_RUN;
            if (star && otherStar) {
                return prefixed(Wildcards.ANY_RUN, either(from(mine + 1, theirs), from(mine, theirs + 1)));
            }
            if (star) {
                return either(
                        from(mine + 1, theirs),
                        otherEnded ? List.of() : prefixed(other.codes[theirs], from(mine, theirs + 1)));
            }
            if (otherStar) {
                return either(
                        from(mine, theirs + 1), ended ? List.of() : prefixed(codes[mine], from(mine + 1, theirs)));
            }
            return ended || otherEnded ? List.of() : singles(mine, theirs);
        }

        private List<Glob> singles(int mine, int theirs) {
            int one = codes[mine];
            int two = other.codes[theirs];
            if (one == Wildcards.ANY_ONE) {
                return prefixed(two, from(mine + 1, theirs + 1));
            }
            return two == Wildcards.ANY_ONE || same(one, two) ? prefixed(one, from(mine + 1, theirs + 1)) : List.of();
        }

        private List<Glob> prefixed(int code, List<Glob> globs) {
            return globs.stream().map(glob -> glob.after(code)).toList();
        }

        private List<Glob> either(List<Glob> one, List<Glob> two) {
            List<Glob> all = new ArrayList<>(one);
            all.addAll(two);
            return all;
        }
    }
}
