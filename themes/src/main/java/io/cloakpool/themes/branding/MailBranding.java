package io.cloakpool.themes.branding;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a branding says of mails. Programs that show them load no style sheet, so that the template writes the colours out; further rules of
 * CSS stay behind, and images of a page's background.
 */
public final class MailBranding {
    /** Name of the logo's address. */
    public static final String LOGO = "logo";

    private static final String DARK = "Dark";

    /** What pages have where the realm says nothing, as css/cloakpool.css has it for light and dark. */
    private static final Colour PRIMARY = new Colour(0x0b, 0x57, 0xd0);

    private static final Colour BACKGROUND = new Colour(0xee, 0xf1, 0xf6);
    private static final Colour BACKGROUND_DARK = new Colour(0x12, 0x15, 0x1a);
    private static final Colour TEXT = new Colour(0x1b, 0x1f, 0x24);
    private static final Colour TEXT_DARK = new Colour(0xe6, 0xe9, 0xee);

    private final Branding branding;
    private final Map<String, String> values = new TreeMap<>();

    private MailBranding(Branding branding) {
        this.branding = branding;
    }

    /**
     * Colours as {@code #rrggbb}, and the logo's address: {@code primary}, and with {@code Dark} at their end for dark mails too
     * {@code link}, {@code text}, {@code card} and {@code background}. Nothing at all where the realm says nothing.
     *
     * @param logo the address of a logo for readers who are not on a page of this server; nothing where it has none
     */
    public static Map<String, String> of(Branding branding, Function<Image, Optional<String>> logo) {
        return new MailBranding(branding).values(logo);
    }

    /** A drawing with scripts is refused: it would be opened on its own, from this server, and mail programs show none. */
    public static Optional<Image> logo(Branding branding) {
        return branding.image(LOGO).filter(image -> !image.isScriptable());
    }

    private Map<String, String> values(Function<Image, Optional<String>> address) {
        Optional<String> logo = logo(branding).flatMap(address);
        Optional<Colour> primary = branding.colour("primary-color");
        Optional<Colour> primaryDark = branding.colour("primary-color-dark").or(() -> primary);
        boolean light = put("", primary, BrandingCss.CARD, BACKGROUND, TEXT);
        boolean dark = put(DARK, primaryDark, BrandingCss.CARD_DARK, BACKGROUND_DARK, TEXT_DARK);
        if (logo.isEmpty() && !light && !dark) {
            return Map.of();
        }
        logo.ifPresent(found -> values.put(LOGO, found));
        values.put("primary", primary.orElse(PRIMARY).css());
        return Map.copyOf(values);
    }

    /** Writes what is seen in light or dark, and tells whether the realm has a say in it. */
    private boolean put(String mode, Optional<Colour> primary, Colour card, Colour usualBackground, Colour usualText) {
        String suffix = mode.isEmpty() ? "" : "-dark";
        Optional<Colour> background = branding.colour("background-color" + suffix);
        Optional<Colour> text = branding.colour("text-color" + suffix);
        values.put("card" + mode, card.css());
        values.put("link" + mode, primary.orElse(PRIMARY).readableOn(card).css());
        values.put("background" + mode, background.orElse(usualBackground).css());
        values.put("text" + mode, text.orElse(usualText).readableOn(card).css());
        return primary.isPresent() || background.isPresent() || text.isPresent();
    }
}
