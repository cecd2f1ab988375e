package dev.backdrop.local.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A line for each photo that is done, and now and then one that says what is being waited for. */
final class PlainProgress implements Progress {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final PrintStream err;
    private final Set<Path> told = new HashSet<>();
    private Duration lastLine = Duration.ZERO;

    PlainProgress(PrintStream err) {
        this.err = err;
    }

    @Override
    public void show(RunState state) {
        state.photos().stream()
                .filter(photo -> photo.done() && told.add(photo.photo()))
                .forEach(photo ->
                        say(state, photo.name() + ": " + photo.standing() + ", " + Text.seconds(photo.time()) + " s"));
        if (state.elapsed().minus(lastLine).compareTo(SILENCE) >= 0) {
            say(state, state.summary() + waiting(state));
        }
    }

    private static String waiting(RunState state) {
        return state.photos().stream()
                .filter(photo -> !photo.done())
                .findFirst()
                .map(photo -> "; waiting for " + photo.name() + ": " + photo.standing())
                .orElse("");
    }

    private void say(RunState state, String line) {
        err.println(line);
        lastLine = state.elapsed();
    }

    @Override
    public void end() {
        err.flush();
    }
}
