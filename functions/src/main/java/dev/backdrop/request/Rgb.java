package dev.backdrop.request;

import java.util.regex.Pattern;

/** A colour as {@code #rrggbb}, in sRGB. */
public record Rgb(int red, int green, int blue) {

    private static final Pattern HEX = Pattern.compile("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");

    /** @throws IllegalArgumentException if a part isn't between 0 and 255 */
    public Rgb {
        if ((red | green | blue) < 0 || red > 255 || green > 255 || blue > 255) {
            throw new IllegalArgumentException("a colour's parts are 0 to 255");
        }
    }

    /**
     * Reads {@code #rrggbb} or {@code #rgb}; the {@code #} may be missing.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Rgb parse(String text) {
        if (!HEX.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a colour; write it as #rrggbb, such as #f4f1ea");
        }
        String digits = text.startsWith("#") ? text.substring(1) : text;
        if (digits.length() == 3) {
            digits = digits.replaceAll("(.)", "$1$1");
        }
        int value = Integer.parseInt(digits, 16);
        return new Rgb(value >> 16, value >> 8 & 0xff, value & 0xff);
    }

    public String hex() {
        return String.format("#%02x%02x%02x", red, green, blue);
    }
}
