package dev.backdrop.request;

import java.net.URI;
import java.util.Locale;

/** What goes behind the subject: exactly one of four. */
public sealed interface Background {

    /** A scene described in words, which the vendor invents. */
    record Prompt(String text) implements Background {}

    /** One flat colour. */
    record Color(Rgb rgb) implements Background {}

    /** A picture of the caller's own, at an {@code s3://bucket/key} or {@code https://} address. */
    record Image(URI address) implements Background {}

    /** Nothing: the subject alone, on an alpha channel. */
    record Transparent() implements Background {}

    /** What a kind of background is called in requests: {@code prompt}, {@code color}, {@code image} or {@code transparent}. */
    static String word(Class<? extends Background> kind) {
        return kind.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
