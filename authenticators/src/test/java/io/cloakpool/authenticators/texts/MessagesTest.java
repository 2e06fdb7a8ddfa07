package io.cloakpool.authenticators.texts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of pages, mails and text messages: a gap is a raw key in front of a user, an apostrophe too few eats a placeholder. */
final class MessagesTest {
    private static final Path FOLDER = Path.of("src", "main", "resources", "cloakpool-user-pool", "messages");
    private static final Pattern FILE = Pattern.compile("messages_([A-Za-z_]+)\\.properties");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");
    private static final Pattern ARGUMENT = Pattern.compile("<(\\d)>");
    /** Ours, or Keycloak's for a step by its id and for a credential by its type. */
    private static final Pattern KEY =
            Pattern.compile("cloakpool([A-Z][A-Za-z]+|-[a-z-]+-(display-name|help-text)|-(email|sms)-code)");

    /** Words that other languages have taken over. */
    private static final Set<String> SAME = Set.of("Code", "Passkey", "Password");

    private static final Map<String, String> ENGLISH = read("en");

    static Stream<String> languages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> FILE.matcher(file.getFileName().toString()))
                    .peek(name -> assertThat(name.matches()).isTrue())
                    .map(name -> name.group(1))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void pages_speak_twelve_languages() throws IOException {
        assertThat(languages())
                .containsExactlyInAnyOrder(
                        "cs", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt_BR", "tr", "zh_CN");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void every_language_has_every_key_once(String language) {
        assertThat(read(language).keySet()).isEqualTo(ENGLISH.keySet());
        assertThat(lines(language)).hasSize(ENGLISH.size()).allSatisfy(line -> assertThat(line)
                .containsPattern("^" + KEY + "=\\S"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void every_text_has_the_placeholders_of_the_english_one(String language) {
        read(language)
                .forEach((key, text) ->
                        assertThat(found(PLACEHOLDER, text)).as(key).isEqualTo(found(PLACEHOLDER, english(key))));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void formatting_fills_every_placeholder_and_leaves_no_brace_and_no_doubled_apostrophe(String language) {
        read(language).forEach((key, text) -> {
            String filled = new MessageFormat(text, Locale.forLanguageTag(language.replace('_', '-')))
                    .format(new Object[] {"<0>", "<1>", "<2>", "<3>"});

            assertThat(found(ARGUMENT, filled)).as(key).isEqualTo(found(PLACEHOLDER, text));
            assertThat(filled).as(key).doesNotContain("{", "}", "''");
            assertThat(filled.chars().filter(c -> c == '\'').count())
                    .as("apostrophes of %s", key)
                    .isEqualTo(text.chars().filter(c -> c == '\'').count() / 2);
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void no_text_is_left_in_english(String language) {
        if (!language.equals("en")) {
            read(language).forEach((key, text) -> assertThat(text.equals(ENGLISH.get(key)) && !SAME.contains(text))
                    .as(key)
                    .isFalse());
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void texts_are_no_markup(String language) {
        assertThat(read(language).values()).allSatisfy(text -> assertThat(text).doesNotContain("<", ">", "&", "\\"));
    }

    private static String english(String key) {
        return Objects.requireNonNull(ENGLISH.get(key));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> read(String language) {
        Properties texts = new Properties();
        try {
            texts.load(new StringReader(String.join("\n", lines(language))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sorted = new TreeMap<>();
        texts.stringPropertyNames().forEach(key -> sorted.put(key, texts.getProperty(key)));
        return sorted;
    }

    /** Bytes that are no UTF-8 are an error here, as Keycloak would read them as Latin-1. */
    private static List<String> lines(String language) {
        try {
            return Files.readAllLines(FOLDER.resolve("messages_" + language + ".properties"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
