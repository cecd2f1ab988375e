package dev.backdrop.local.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Where a command writes.
 *
 * @param out for what was asked for
 * @param err for everything that is said meanwhile
 * @param screen what {@code out} goes to, if that is a terminal that may be painted on
 * @param columnsNow the characters in a line of it; people drag windows while a command runs
 */
record Terminal(PrintStream out, PrintStream err, Optional<Screen> screen, IntSupplier columnsNow) {

    private static final int PAGE = 100;
    private static final int NARROWEST = 40;

    /** One whose size stays as it is. */
    Terminal(PrintStream out, PrintStream err, Optional<Screen> screen) {
        this(out, err, screen, () -> screen.map(Screen::columns).orElse(PAGE));
    }

    /** Characters in a line. */
    int columns() {
        return screen.isPresent() ? Math.max(NARROWEST, columnsNow.getAsInt()) : PAGE;
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
