package dev.backdrop.request;

import java.net.URI;

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
}
