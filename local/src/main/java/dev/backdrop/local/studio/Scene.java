package dev.backdrop.local.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be painted of a prompt: colours, not things.
 *
 * @param wall the colour behind the subject
 * @param floor the colour that it stands on
 * @param mottling how uneven the floor is, 0 to 1; the wall is half as uneven
 * @param words those of the prompt that were understood, in its order
 */
record Scene(Tint wall, Tint floor, float mottling, List<String> words) {

    private static final Tint NEUTRAL = new Tint(0.86f, 0.84f, 0.81f);

    static Scene of(String prompt) {
        Reading reading = new Reading();
        for (String word : prompt.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            reading.take(word);
        }
        return reading.scene();
    }

    /** How an adjective changes a colour, if it is one that does. */
    private static Optional<Tint> changed(Tint tint, String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "dark", "deep", "moody", "dim", "shadowy" -> tint.darker(0.4f);
                    case "bright", "light", "airy", "sunlit", "sunny" -> tint.lighter(0.25f);
                    case "pastel", "pale", "powder", "soft" ->
                        tint.saturated(-0.15f).lighter(0.45f);
                    case "muted", "dusty", "neutral", "minimalist", "minimal" -> tint.saturated(-0.4f);
                    case "vivid", "vibrant", "colorful", "colourful", "bold" -> tint.saturated(0.5f);
                    case "warm", "cozy", "cosy", "rustic" -> tint.towards(new Tint(0.95f, 0.65f, 0.35f), 0.18f);
                    case "cool", "cold", "icy", "frosty" -> tint.towards(new Tint(0.45f, 0.7f, 0.95f), 0.18f);
                    default -> null;
                });
    }

    /** A prompt being read word by word. */
    private static final class Reading {

        private final List<String> understood = new ArrayList<>();
        private final List<String> adjectives = new ArrayList<>();
        private Tint color;
        private Palette.Surface surface;
        private Palette.Place place;
        private Tint loose;

        void take(String word) {
            if (changed(NEUTRAL, word).isPresent()) {
                adjectives.add(word);
                understood.add(word);
                return;
            }
            Optional<Palette.Word> meaning = Palette.STANDARD.find(word);
            meaning.ifPresent(found -> understood.add(word));
            Palette.Word found = meaning.orElse(null);
            if (found instanceof Palette.Color tint) {
                loose = loose == null ? tint.color() : loose;
                color = tint.color();
            } else if (found instanceof Palette.Surface thing) {
                // "marble countertop": the first names the stuff, which the second only gives a shape.
                surface = surface == null ? new Palette.Surface(tinted(thing.color()), thing.mottling()) : surface;
                color = null;
            } else if (found instanceof Palette.Place thing) {
                place = place == null
                        ? new Palette.Place(tinted(thing.wall()), tinted(thing.floor()), thing.mottling())
                        : place;
                color = null;
            }
        }

        private Tint tinted(Tint own) {
            if (color == null) {
                return own;
            }
            loose = null;
            return own.towards(color, 0.75f);
        }

        Scene scene() {
            Tint wall;
            Tint floor;
            float mottling = 0;
            if (place != null) {
                wall = place.wall();
                floor = surface == null ? place.floor() : surface.color();
                mottling = surface == null ? place.mottling() : surface.mottling();
            } else if (surface != null) {
                floor = surface.color();
                wall = floor.saturated(-0.35f).lighter(0.35f);
                mottling = surface.mottling();
            } else {
                wall = NEUTRAL;
                floor = NEUTRAL.darker(0.06f);
            }
            if (loose != null) {
                boolean alone = place == null && surface == null;
                wall = alone ? loose : wall.towards(loose, 0.6f);
                floor = alone ? loose.darker(0.08f) : floor.towards(loose, 0.15f);
            }
            for (String adjective : adjectives) {
                wall = changed(wall, adjective).orElse(wall);
                floor = changed(floor, adjective).orElse(floor);
            }
            return new Scene(wall, floor, mottling, List.copyOf(understood));
        }
    }
}
