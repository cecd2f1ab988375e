package dev.backdrop.local.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Text as it stands on a terminal, where a character may be two columns wide, or none. */
final class Text {

    private static final String CUT = "…";

    private Text() {}

    /** Names and messages come from anywhere: what could move the cursor or end a line is shown as a question mark. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(isControl(c) ? '?' : c));
        return shown.toString();
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // Marks that turn the direction of writing can make one name look like another.
            case Character.FORMAT -> c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
            default -> false;
        };
    }

    /** In columns. */
    static int width(String text) {
        return text.codePoints().map(Text::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1FAFF
                || c >= 0x20000 && c <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    static String paddedLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /** At most so many columns; what is cut off is the end. */
    static String cutEnd(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += width(c);
            if (used > columns - 1) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept + CUT;
    }

    /** At most so many columns; what is cut off is the beginning, because the end of a path tells most. */
    static String cutStart(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        String rest = text;
        while (width(rest) > columns - 1) {
            rest = rest.substring(rest.offsetByCodePoints(0, 1));
        }
        return CUT + rest;
    }

    /** Lines of at most so many columns, broken between words; a word that is longer stays whole. */
    static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > 0 && width(line.toString()) + 1 + width(word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** With two decimals. */
    static String seconds(Duration time) {
        return decimal(time, 2).toPlainString();
    }

    static BigDecimal decimal(Duration time, int digits) {
        return BigDecimal.valueOf(time.toNanos(), 9).setScale(digits, RoundingMode.HALF_UP);
    }
}
