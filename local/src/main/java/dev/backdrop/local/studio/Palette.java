package dev.backdrop.local.studio;

import dev.backdrop.request.Rgb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words that studio can paint, from {@code palette.txt}. */
final class Palette {

    static final Palette STANDARD = load();

    /** What a word stands for. */
    sealed interface Word {}

    /** Something to stand on. */
    record Surface(Tint color, float mottling) implements Word {}

    /** Somewhere to be. */
    record Place(Tint wall, Tint floor, float mottling) implements Word {}

    /** A colour alone. */
    record Color(Tint color) implements Word {}

    private final Map<String, Word> words;

    private Palette(Map<String, Word> words) {
        this.words = words;
    }

    /** What a word of a prompt stands for, in the singular or the plural. */
    Optional<Word> find(String word) {
        String singular = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return Optional.ofNullable(words.getOrDefault(word, words.get(singular)));
    }

    private static Palette load() {
        Map<String, Word> words = new HashMap<>();
        try (InputStream file = Palette.class.getResourceAsStream("palette.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(words, line.strip().split("\\s+"));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Palette(Map.copyOf(words));
    }

    private static void add(Map<String, Word> words, String[] parts) {
        Word word = switch (parts[0]) {
            case "surface" -> new Surface(tint(parts[2]), Float.parseFloat(parts[3]));
            case "place" -> new Place(tint(parts[2]), tint(parts[3]), Float.parseFloat(parts[4]));
            case "color" -> new Color(tint(parts[2]));
            default -> throw new IllegalArgumentException("palette.txt has no kind " + parts[0]);
        };
        if (words.put(parts[1].toLowerCase(Locale.ROOT), word) != null) {
            throw new IllegalArgumentException("palette.txt has " + parts[1] + " twice");
        }
    }

    private static Tint tint(String hex) {
        return Tint.of(Rgb.parse(hex));
    }
}
