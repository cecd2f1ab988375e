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

    /** The end of input. A line that somebody types can't be this one. */
    private static final String NOTHING = "\n";

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
            if (answer.isEmpty() || answer.get().equals(NOTHING)) {
                // After Ctrl-C and Ctrl-D the terminal stays on the line of the question.
                terminal.err().println();
            }
            return answer;
        };
    }

    private static String read(Console console) {
        String line = console.readLine();
        return line == null ? NOTHING : line;
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
