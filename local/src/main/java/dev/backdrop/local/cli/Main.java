package dev.backdrop.local.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Where the launcher starts. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Supplier<Duration> clock = sinceNow();
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        // Whatever a library prints of its own accord must not get into a report that a machine reads.
        System.setOut(err);
        System.setErr(err);
        Map<String, String> environment = System.getenv();
        StopSignal stop = StopSignal.onShutdown();
        Optional<Screen> screen = Screen.of(System.getProperty("backdrop.screen"), environment);
        Terminal terminal = screen.map(begin -> new Terminal(out, err, screen, ScreenWidth.ofKeyboard(begin, clock)))
                .orElseGet(() -> new Terminal(out, err, screen));
        Surroundings surroundings = new Surroundings(
                Main::start, terminal, stop, environment, home(), clock, Keyboard.question(terminal, stop));
        int exitCode = run(surroundings, arguments);
        out.flush();
        err.flush();
        stop.finished();
        System.exit(exitCode);
    }

    /** Servers keep their threads: an error that got past here would leave a process that never ends. */
    private static int run(Surroundings surroundings, String[] arguments) {
        try {
            return BackdropCommand.with(surroundings).execute(arguments);
        } catch (Error broken) {
            broken.printStackTrace(surroundings.terminal().err());
            return BackdropCommand.FAILED;
        }
    }

    /** Names and messages are not always ASCII, whatever the platform thinks of itself. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }

    private static LocalBackdrop start(StartOptions options) {
        return ServiceLoader.load(LocalBackdrops.class)
                .findFirst()
                .orElseThrow(() -> new CannotStartException("this build lacks the local cloud (no implementation of "
                        + LocalBackdrops.class.getName() + " is registered); build it again from a whole checkout"))
                .start(options);
    }

    /** The folder of the repository; the current one without the launcher. */
    static Path home() {
        return Path.of(System.getProperty("backdrop.home", ""));
    }

    private static Supplier<Duration> sinceNow() {
        long mark = System.nanoTime();
        return () -> Duration.ofNanos(System.nanoTime() - mark);
    }
}
