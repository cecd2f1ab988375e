package dev.backdrop.local.cli;

import java.io.PrintStream;
import java.util.Optional;

/**
 * Where a command writes.
 *
 * @param out for what was asked for
 * @param err for everything that is said meanwhile
 * @param screen what {@code out} goes to, if that is a terminal that may be painted on
 */
record Terminal(PrintStream out, PrintStream err, Optional<Screen> screen) {

    private static final int PAGE = 100;
    private static final int NARROWEST = 40;

    /** Characters in a line. */
    int columns() {
        return screen.map(Screen::columns)
                .map(columns -> Math.max(NARROWEST, columns))
                .orElse(PAGE);
    }

    String good(String text) {
        return painted("32", text);
    }

    String bad(String text) {
        return painted("31", text);
    }

    private String painted(String color, String text) {
        return screen.isPresent() ? "\u001b[" + color + "m" + text + "\u001b[0m" : text;
    }
}
