package io.cloakpool.authenticators.texts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The texts of pages, mails and text messages of all modules, which stand together in front of a user: a gap is a raw key, an apostrophe too
 * few eats a placeholder.
 */
final class MessagesTest {
    /** By module. */
    private static final Map<String, Path> FOLDERS = Map.of(
            "authenticators", Path.of("src", "main", "resources", "cloakpool-user-pool", "messages"),
            "user-migration",
                    Path.of("..", "user-migration", "src", "main", "resources", "theme-resources", "messages"),
            "themes", Path.of("..", "themes", "src", "main", "resources", "theme", "cloakpool", "login", "messages"));

    private static final Set<String> LANGUAGES =
            Set.of("cs", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt_BR", "tr", "zh_CN");
    private static final Pattern FILE = Pattern.compile("messages_([A-Za-z_]+)\\.properties");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");
    private static final Pattern ARGUMENT = Pattern.compile("<(\\d)>");
    /** Ours, or Keycloak's for a step by its id and for a credential by its type. */
    private static final Pattern KEY =
            Pattern.compile("cloakpool([A-Z][A-Za-z]+|-[a-z-]+-(display-name|help-text)|-(email|sms)-code)");
    /** A key of ours in a template. */
    private static final Pattern USED = Pattern.compile("msg\\(\"(cloakpool[A-Za-z]+)\"");
    /** Where Java names something in the way of our keys: a key, but for the two below. */
    private static final Pattern NAMED = Pattern.compile("\"(cloakpool[A-Z][A-Za-z]*)\"");
    /** The declaration of a query. */
    private static final Pattern QUERY = Pattern.compile("\\bname = \"(cloakpool[A-Z][A-Za-z]*)\"");
    /** What a template takes from Java as a variable. */
    private static final Pattern VARIABLE = Pattern.compile("(cloakpool[A-Z][A-Za-z]*)!");

    /** Words that other languages have taken over. */
    private static final Set<String> SAME = Set.of("Code", "Passkey", "Password");

    /** The texts of a module in a language. */
    private record Texts(String module, String language) {
        Map<String, String> all() {
            return read(module, language);
        }

        /** Those of the module that users see; what is empty is there for realms to fill it. */
        Map<String, String> english() {
            Map<String, String> english = read(module, "en");
            english.values().removeIf(String::isEmpty);
            return english;
        }
    }

    static Stream<Texts> texts() {
        return FOLDERS.keySet().stream()
                .sorted()
                .flatMap(module -> LANGUAGES.stream().sorted().map(language -> new Texts(module, language)));
    }

    @Test
    void pages_speak_twelve_languages_and_no_file_is_of_another() throws IOException {
        for (Path folder : FOLDERS.values()) {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isNotEmpty().allSatisfy(file -> {
                    Matcher name = FILE.matcher(file.getFileName().toString());
                    assertThat(name.matches()).as(file.toString()).isTrue();
                    assertThat(LANGUAGES).contains(name.group(1));
                });
            }
        }
        assertThat(LANGUAGES).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void every_language_has_every_key_once(Texts texts) {
        Map<String, String> filled = texts.all();
        filled.values().removeIf(String::isEmpty);
        assertThat(filled.keySet()).isEqualTo(texts.english().keySet());
        assertThat(lines(texts.module(), texts.language()))
                .hasSameSizeAs(texts.all().keySet())
                .allSatisfy(line -> assertThat(line).containsPattern("^" + KEY + "=(\\S|$)"));
    }

    /** Keycloak puts them into one bundle: the one would hide the other. */
    @Test
    void no_two_modules_have_a_key_in_common() {
        List<String> keys = FOLDERS.keySet().stream()
                .flatMap(module -> read(module, "en").keySet().stream())
                .toList();

        assertThat(keys).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @Test
    void every_key_of_a_template_has_a_text() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String template : sources(".ftl")) {
            used.addAll(found(USED, template));
        }

        assertThat(used).hasSizeGreaterThan(20);
        assertThat(keys()).containsAll(used);
    }

    @Test
    void every_key_of_the_code_has_a_text() throws IOException {
        Set<String> named = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        for (String code : sources(".java")) {
            named.addAll(found(NAMED, code));
            others.addAll(found(QUERY, code));
        }
        for (String template : sources(".ftl")) {
            others.addAll(found(VARIABLE, template));
        }
        named.removeAll(others);

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(keys()).containsAll(named);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void every_text_has_the_placeholders_of_the_english_one(Texts texts) {
        texts.all().forEach((key, text) -> assertThat(found(PLACEHOLDER, text))
                .as(key)
                .isEqualTo(found(PLACEHOLDER, texts.english().getOrDefault(key, ""))));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void formatting_fills_every_placeholder_and_leaves_no_brace_and_no_doubled_apostrophe(Texts texts) {
        texts.all().forEach((key, text) -> {
            String filled = new MessageFormat(
                            text, Locale.forLanguageTag(texts.language().replace('_', '-')))
                    .format(new Object[] {"<0>", "<1>", "<2>", "<3>"});

            assertThat(found(ARGUMENT, filled)).as(key).isEqualTo(found(PLACEHOLDER, text));
            assertThat(filled).as(key).doesNotContain("{", "}", "''");
            assertThat(filled.chars().filter(c -> c == '\'').count())
                    .as("apostrophes of %s", key)
                    .isEqualTo(text.chars().filter(c -> c == '\'').count() / 2);
        });
    }

    @ParameterizedTest
    @MethodSource("texts")
    void no_text_is_left_in_english(Texts texts) {
        if (!texts.language().equals("en")) {
            texts.all().forEach((key, text) -> assertThat(
                            text.equals(texts.english().get(key)) && !SAME.contains(text))
                    .as(key)
                    .isFalse());
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void texts_are_no_markup(Texts texts) {
        assertThat(texts.all().values()).allSatisfy(text -> assertThat(text).doesNotContain("<", ">", "&", "\\"));
    }

    private static Set<String> keys() {
        return FOLDERS.keySet().stream()
                .flatMap(module -> read(module, "en").keySet().stream())
                .collect(Collectors.toSet());
    }

    /** What files of all modules say whose names end so. */
    private static List<String> sources(String ending) throws IOException {
        List<String> all = new ArrayList<>();
        for (String module : FOLDERS.keySet()) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(ending)).toList()) {
                    all.add(Files.readString(file));
                }
            }
        }
        return all;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> read(String module, String language) {
        Properties texts = new Properties();
        try {
            texts.load(new StringReader(String.join("\n", lines(module, language))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sorted = new TreeMap<>();
        texts.stringPropertyNames().forEach(key -> sorted.put(key, texts.getProperty(key)));
        return sorted;
    }

    /** None of a language that has no file. Bytes that are no UTF-8 are an error here, as Keycloak would read them as Latin-1. */
    private static List<String> lines(String module, String language) {
        Path file = Objects.requireNonNull(FOLDERS.get(module)).resolve("messages_" + language + ".properties");
        try {
            return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
