package io.cloakpool.identitypool.fakes;

import java.util.List;
import java.util.Random;

/** Damages texts by one to five edits, the same ones for the same seed. */
public final class Damage {
    private static final int MAX_EDITS = 5;
    private static final int LONGEST_PIECE = 40;

    private final Random random;
    private final List<String> words;

    /** @param words pieces that mean something in the format */
    public Damage(long seed, List<String> words) {
        this.random = new Random(seed);
        this.words = List.copyOf(words);
    }

    /** The text, damaged. */
    public String of(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int edits = 1 + random.nextInt(MAX_EDITS); edits > 0; edits--) {
            int at = random.nextInt(damaged.length() + 1);
            int end = Math.min(damaged.length(), at + random.nextInt(LONGEST_PIECE));
            switch (random.nextInt(6)) {
                case 0 -> damaged.insert(at, (char) random.nextInt(random.nextInt(10) == 0 ? 0x10000 : 0x80));
                case 1 -> damaged.replace(at, Math.min(damaged.length(), at + 1), pick(words));
                case 2 -> damaged.delete(at, end);
                case 3 -> damaged.insert(at, damaged.substring(at, end).repeat(1 + random.nextInt(3)));
                case 4 -> damaged.replace(at, end, pick(words));
                default -> damaged.insert(at, pick(words));
            }
        }
        return damaged.toString();
    }

    /** The bytes, with some changed, cut or repeated. */
    public byte[] of(byte[] bytes) {
        byte[] damaged = new byte[Math.max(0, bytes.length - (chance(3) ? random.nextInt(bytes.length + 1) : 0))];
        System.arraycopy(bytes, 0, damaged, 0, damaged.length);
        for (int edits = random.nextInt(MAX_EDITS); edits > 0 && damaged.length > 0; edits--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(0x100);
        }
        return damaged;
    }

    /** True once in so many times. */
    public boolean chance(int times) {
        return random.nextInt(times) == 0;
    }

    /** One of these. */
    public <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
