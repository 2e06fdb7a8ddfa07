package io.cloakpool.themes.branding;

import java.util.Optional;

/** Writes a branding as the style sheet that comes after the theme's own. */
public final class BrandingCss {
    /** What text stands on, as css/cloakpool.css has it for light and dark. */
    static final Colour CARD = Colour.WHITE;

    static final Colour CARD_DARK = new Colour(0x1d, 0x21, 0x28);

    private static final String DARK = "-dark";

    private final Branding branding;
    private final StringBuilder css = new StringBuilder();

    private BrandingCss(Branding branding) {
        this.branding = branding;
    }

    /** The same text for the same branding. Colours of text and links are moved until they can be read. */
    public static String of(Branding branding) {
        return new BrandingCss(branding).write();
    }

    private String write() {
        Optional<Colour> primary = branding.colour("primary-color");
        css.append(":root {\n");
        primary(primary, CARD, Colour.BLACK);
        text("text-color", CARD);
        background("background-color");
        branding.image("background-image").ifPresent(image -> variable("background-image", image.css()));
        branding.radius().ifPresent(pixels -> variable("radius", pixels + "px"));
        css.append("}\n:root.pf-v5-theme-dark {\n");
        primary(branding.colour("primary-color" + DARK).or(() -> primary), CARD_DARK, Colour.WHITE);
        text("text-color" + DARK, CARD_DARK);
        background("background-color" + DARK);
        css.append("}\n");
        branding.image("logo").ifPresent(this::logo);
        branding.css().ifPresent(rules -> css.append(rules).append('\n'));
        StringBuilder notes = new StringBuilder();
        branding.refused().forEach(name -> notes.append("/* refused: ")
                .append(Branding.PREFIX)
                .append(name)
                .append(" */\n"));
        return notes.append(css).toString();
    }

    private void primary(Optional<Colour> given, Colour card, Colour strong) {
        given.ifPresent(colour -> {
            Colour link = colour.readableOn(card);
            // A dark page keeps a dark brand readable by a lighter button.
            Colour button = card.equals(CARD) ? colour : link;
            variable("primary", button.css());
            variable("primary-strong", button.mix(strong, 0.25).css());
            variable("on-primary", button.contrasting().css());
            variable("link", link.css());
        });
    }

    private void text(String name, Colour card) {
        branding.colour(name).map(colour -> colour.readableOn(card)).ifPresent(colour -> {
            variable("text", colour.css());
            variable("text-soft", colour.mix(card, 0.25).readableOn(card).css());
        });
    }

    private void background(String name) {
        branding.colour(name).ifPresent(colour -> {
            variable("background", colour.css());
            variable("on-background", colour.contrasting().css());
        });
    }

    private void variable(String name, String value) {
        css.append("  --cloakpool-").append(name).append(": ").append(value).append(";\n");
    }

    /** The realm's name stays in the page for those who do not see the logo. */
    private void logo(Image logo) {
        css.append("#kc-header-wrapper {\n  background: ")
                .append(logo.css())
                .append(" no-repeat center / contain;\n  height: 4rem;\n  overflow: hidden;\n  text-indent: 110%;\n")
                .append("  white-space: nowrap;\n}\n");
    }
}
