package io.cloakpool.themes.branding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a realm says about the looks of its pages, and a client about those that lead to it. Each attribute of the client takes the
 * place of the realm's with the same name. A value that is not of its kind counts as not given, and is named in {@link #refused()}.
 */
public final class Branding {
    /** Before the name of each attribute of realms and clients. */
    public static final String PREFIX = "cloakpool.branding.";

    static final String CSS = "css";
    static final String CLIENT_CSS = "client-css";

    private static final Pattern RADIUS = Pattern.compile("\\d|[12]\\d|3[0-2]");

    private final Attributes realm;
    private final Attributes client;
    private final List<String> refused = new ArrayList<>();

    private Branding(Attributes realm, Attributes client) {
        this.realm = realm;
        this.client = client;
    }

    /** Attributes of a realm or a client by full name. */
    @FunctionalInterface
    public interface Attributes {
        /** Without any. */
        Attributes NONE = name -> null;

        /** The value, or null. */
        @Nullable
        String get(String name);
    }

    /** @param client {@link Attributes#NONE} where no client is known */
    public static Branding of(Attributes realm, Attributes client) {
        return new Branding(realm, client);
    }

    /** The icon of the browser's tab. Drawings with scripts are refused here: browsers also open an icon on its own. */
    public Optional<Image> favicon() {
        return value("favicon", text -> Image.parse(text).filter(image -> !image.isScriptable()));
    }

    Optional<Image> image(String name) {
        return value(name, Image::parse);
    }

    Optional<Colour> colour(String name) {
        return value(name, Colour::parse);
    }

    /** Of corners, in pixels, 0 to 32. */
    Optional<String> radius() {
        return value("radius", text -> Optional.of(text).filter(RADIUS.asMatchPredicate()));
    }

    /**
     * Further rules of CSS. Those of a client count only where the realm's administrators allow it: clients are also edited by
     * people who may not edit the realm.
     */
    Optional<String> css() {
        boolean byClients = "true".equals(realm.get(PREFIX + CLIENT_CSS));
        String own = client.get(PREFIX + CSS);
        if (own != null && !byClients) {
            refused.add(CSS + " of the client: " + CLIENT_CSS + " of the realm is not true");
        }
        String text = own != null && byClients ? own : realm.get(PREFIX + CSS);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Optional<String> refusal = ExtraCss.refusal(text);
        refusal.ifPresent(reason -> refused.add(CSS + ": " + reason));
        return refusal.isPresent() ? Optional.empty() : Optional.of(text);
    }

    /** Names of attributes that were read and not taken, some with a reason; never a value. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    private <T> Optional<T> value(String name, Function<String, Optional<T>> parser) {
        String own = client.get(PREFIX + name);
        String text = own != null && !own.isBlank() ? own : realm.get(PREFIX + name);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Optional<T> parsed = parser.apply(text.strip());
        if (parsed.isEmpty()) {
            refused.add(name);
        }
        return parsed;
    }
}
