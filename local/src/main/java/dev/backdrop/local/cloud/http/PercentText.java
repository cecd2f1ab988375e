package dev.backdrop.local.cloud.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text with {@code %} and two hexadecimal digits for bytes of UTF-8. */
final class PercentText {

    private static final int HEX = 16;

    private PercentText() {}

    /** A percent sign that begins nothing stands for itself. */
    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] == '%' && i + 2 < bytes.length ? value(bytes[i + 1], bytes[i + 2]) : -1;
            decoded.write(value < 0 ? bytes[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** As in a query, where a plus sign stands for a blank. */
    static String decodedQuery(String text) {
        return decoded(text.replace('+', ' '));
    }

    private static int value(byte high, byte low) {
        int left = Character.digit(high, HEX);
        int right = Character.digit(low, HEX);
        return left < 0 || right < 0 ? -1 : left * HEX + right;
    }
}
