package io.cloakpool.themes.branding;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An opaque colour. Contrast is that of WCAG 2.2 (relative luminance): a branding must not make a page that nobody can read.
 *
 * @param red 0 to 255, as the others
 */
record Colour(int red, int green, int blue) {
    static final Colour BLACK = new Colour(0, 0, 0);
    static final Colour WHITE = new Colour(255, 255, 255);

    /** Of text, level AA. */
    static final double READABLE = 4.5;

    private static final Pattern LONG = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final Pattern SHORT = Pattern.compile("#[0-9A-Fa-f]{3}");
    private static final int STEPS = 50;

    /** Takes {@code #rgb} and {@code #rrggbb} and nothing else: no names, no functions, so nothing of CSS can hide in it. */
    static Optional<Colour> parse(String text) {
        if (SHORT.matcher(text).matches()) {
            int value = Integer.parseInt(text.substring(1), 16);
            return Optional.of(new Colour((value >> 8) * 17, (value >> 4 & 15) * 17, (value & 15) * 17));
        }
        if (LONG.matcher(text).matches()) {
            int value = Integer.parseInt(text.substring(1), 16);
            return Optional.of(new Colour(value >> 16, value >> 8 & 255, value & 255));
        }
        return Optional.empty();
    }

    /** Black or white, whichever is read better on this colour; at least 4.58 to 1. */
    Colour contrasting() {
        return contrast(WHITE) >= contrast(BLACK) ? WHITE : BLACK;
    }

    /** This colour, moved towards black or white only as far as it takes to be read on the other. */
    Colour readableOn(Colour background) {
        Colour goal = background.contrasting();
        for (int step = 0; step < STEPS; step++) {
            Colour mixed = mix(goal, (double) step / STEPS);
            if (mixed.contrast(background) >= READABLE) {
                return mixed;
            }
        }
        return goal;
    }

    /** @param share of the other colour, 0 to 1 */
    Colour mix(Colour other, double share) {
        return new Colour(
                between(red, other.red, share), between(green, other.green, share), between(blue, other.blue, share));
    }

    /** 1 (the same) to 21 (black on white). */
    double contrast(Colour other) {
        double mine = luminance();
        double its = other.luminance();
        return (Math.max(mine, its) + 0.05) / (Math.min(mine, its) + 0.05);
    }

    /** As CSS writes it. */
    String css() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static int between(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
