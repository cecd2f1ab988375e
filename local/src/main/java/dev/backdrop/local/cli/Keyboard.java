package dev.backdrop.local.cli;

import java.io.Console;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The keyboard of the terminal that a command was given on. */
final class Keyboard {

    /** How often a request to stop is looked for. */
    private static final Duration TICK = Duration.ofMillis(200);

    private Keyboard() {}

    static Question question(Terminal terminal, StopSignal stop) {
        return text -> {
            Console console = System.console();
            if (console == null || terminal.screen().isEmpty()) {
                return Optional.empty();
            }
            terminal.err().print(text);
            terminal.err().flush();
            Optional<String> answer = answer(console, stop);
            if (stop.isRequested()) {
                // The terminal shows ^C where the answer would be, and stays on that line.
                terminal.err().println();
            }
            return answer;
        };
    }

    /** An end of input, Ctrl-D, is no answer. */
    private static String read(Console console) {
        String line = console.readLine();
        return line == null ? "" : line;
    }

    /** Reading can't be broken off, so it is left to a thread that nobody waits for. */
    private static Optional<String> answer(Console console, StopSignal stop) {
        BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> answers.add(Optional.of(read(console))), "keyboard");
        reader.setDaemon(true);
        reader.start();
        try {
            while (!stop.isRequested()) {
                Optional<String> answer = answers.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                if (answer != null) {
                    return answer;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
