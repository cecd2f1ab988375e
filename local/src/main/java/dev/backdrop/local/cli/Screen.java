package dev.backdrop.local.cli;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal that understands escape sequences, by its size in characters. */
record Screen(int rows, int columns) {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,5}) ([0-9]{1,5})");
    private static final Screen USUAL = new Screen(24, 80);

    /**
     * @param size {@code rows columns} of the terminal that standard output goes to, as {@code stty size} says it; null if
     *     it goes elsewhere. A size that makes no sense counts as the usual one
     * @return nothing if nobody sees escape sequences, or nobody wants them
     */
    static Optional<Screen> of(String size, Map<String, String> environment) {
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty() || "dumb".equals(environment.get("TERM"));
        if (size == null || plain) {
            return Optional.empty();
        }
        return size(size).or(() -> Optional.of(USUAL));
    }

    /** Nothing for a size that makes no sense. */
    static Optional<Screen> size(String size) {
        Matcher numbers = SIZE.matcher(size.strip());
        if (!numbers.matches()) {
            return Optional.empty();
        }
        Screen screen = new Screen(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
        return screen.rows() > 0 && screen.columns() > 0 ? Optional.of(screen) : Optional.empty();
    }
}
