package io.cloakpool.aws.fuzz;

import java.util.List;
import java.util.Random;

/** Damages texts: single characters, pieces of other seeds, words of the format, and bombs of repetition. */
final class Mutator {
    private static final int MAX_EDITS = 6;
    private static final int LONGEST_COPY = 60;

    private final Random random;
    private final List<String> seeds;
    private final List<String> words;
    private final int maxLength;

    /**
     * @param seeds valid inputs
     * @param words pieces that mean something in the format
     * @param maxLength where the caller of the code under test cuts
     */
    Mutator(long seed, List<String> seeds, List<String> words, int maxLength) {
        this.random = new Random(seed);
        this.seeds = List.copyOf(seeds);
        this.words = List.copyOf(words);
        this.maxLength = maxLength;
    }

    /** A seed with one to six edits; now and then noise that never was a seed. */
    String next() {
        if (random.nextInt(50) == 0) {
            return noise(random.nextInt(400));
        }
        StringBuilder text = new StringBuilder(pick(seeds));
        for (int edits = 1 + random.nextInt(MAX_EDITS); edits > 0; edits--) {
            edit(text);
        }
        return text.substring(0, Math.min(maxLength, text.length()));
    }

    private void edit(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(LONGEST_COPY));
        switch (random.nextInt(9)) {
            case 0 -> text.insert(at, character());
            case 1 -> text.replace(at, Math.min(text.length(), at + 1), String.valueOf(character()));
            case 2 -> text.delete(at, end);
            case 3 -> text.insert(at, text.substring(at, end));
            case 4, 5 -> text.insert(at, pick(words));
            case 6 -> text.replace(at, end, pick(words));
            case 7 -> {
                String other = pick(seeds);
                int cut = random.nextInt(other.length() + 1);
                text.replace(at, text.length(), other.substring(cut));
            }
            default -> {
                if (random.nextInt(20) == 0) {
                    String bomb = random.nextBoolean() ? pick(words) : String.valueOf(character());
                    text.insert(at, bomb.repeat(random.nextInt(1 + maxLength / Math.max(1, bomb.length()))));
                }
            }
        }
    }

    private String noise(int length) {
        StringBuilder noise = new StringBuilder();
        while (noise.length() < length) {
            noise.append(random.nextInt(4) == 0 ? pick(words) : String.valueOf(character()));
        }
        return noise.toString();
    }

    private char character() {
        return switch (random.nextInt(6)) {
            case 0 -> (char) random.nextInt(0x20);
            case 1 -> (char) (0x7f + random.nextInt(0x181));
            case 2 -> (char) random.nextInt(0x10000);
            default -> (char) (' ' + random.nextInt(0x5f));
        };
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
