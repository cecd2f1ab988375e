package dev.backdrop.local.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The columns of the terminal that a command was given on, asked for again now and then. */
final class ScreenWidth implements IntSupplier {

    private static final Duration VALID = Duration.ofSeconds(1);
    private static final long PATIENCE_MILLIS = 500;
    private static final File KEYBOARD = new File("/dev/tty");

    private final Supplier<Duration> clock;
    private final Supplier<String> size;
    private int columns;
    private Duration asked;

    /**
     * @param begin what it was at the start
     * @param size {@code rows columns}, or anything else if that can't be told
     */
    ScreenWidth(Screen begin, Supplier<Duration> clock, Supplier<String> size) {
        this.columns = begin.columns();
        this.clock = clock;
        this.size = size;
        this.asked = clock.get();
    }

    static ScreenWidth ofKeyboard(Screen begin, Supplier<Duration> clock) {
        return new ScreenWidth(begin, clock, ScreenWidth::stty);
    }

    @Override
    public synchronized int getAsInt() {
        if (clock.get().minus(asked).compareTo(VALID) >= 0) {
            asked = clock.get();
            Screen.size(size.get()).ifPresent(screen -> columns = screen.columns());
        }
        return columns;
    }

    /** Java itself has no way to ask. */
    private static String stty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(KEYBOARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return "";
            }
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException noTerminal) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
