package dev.backdrop.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of a result, in pixels. */
public record Canvas(int width, int height) {

    /** Longest side, in pixels. */
    public static final int LONGEST_SIDE = 10_000;
    /** Largest area, in pixels: what fits into a function's memory beside a photo. */
    public static final int LARGEST_AREA = 50_000_000;

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,5})\\s*[xX]\\s*([0-9]{1,5})");

    /** @throws IllegalArgumentException if a side or the area is out of bounds */
    public Canvas {
        if (width < 1
                || height < 1
                || width > LONGEST_SIDE
                || height > LONGEST_SIDE
                || (long) width * height > LARGEST_AREA) {
            throw new IllegalArgumentException("a canvas has sides of 1 to " + LONGEST_SIDE + " pixels, and at most "
                    + LARGEST_AREA / 1_000_000 + " megapixels");
        }
    }

    /**
     * Reads {@code 2000x1500}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Canvas parse(String text) {
        Matcher sides = TEXT.matcher(text.strip());
        if (!sides.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no canvas; write width x height, such as 2000x2000");
        }
        return new Canvas(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)));
    }

    /** {@code 2000x1500}. */
    public String text() {
        return width + "x" + height;
    }
}
