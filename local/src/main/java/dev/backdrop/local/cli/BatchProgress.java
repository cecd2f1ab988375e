package dev.backdrop.local.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Shows how far a batch is: a bar that is written over in place on a screen, else a line every few seconds. */
final class BatchProgress {

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final int BAR = 24;

    private final Terminal terminal;
    private final boolean inPlace;
    private final Supplier<Duration> clock;
    private String shown = "";
    private String phase = "";
    private Duration lastLine = Duration.ZERO;

    /** @param machineReads whether standard output must have nothing but the report */
    BatchProgress(Terminal terminal, boolean machineReads, Supplier<Duration> clock) {
        this.terminal = terminal;
        this.inPlace = terminal.screen().isPresent() && !machineReads;
        this.clock = clock;
    }

    void show(BatchState state) {
        if (inPlace) {
            paint(Text.cutEnd(bar(state) + state.text(), terminal.columns() - 1));
        } else if (!state.phase().equals(phase) || clock.get().minus(lastLine).compareTo(SILENCE) >= 0) {
            terminal.err().println(state.text());
            lastLine = clock.get();
        }
        phase = state.phase();
    }

    private static String bar(BatchState state) {
        if (state.total() == 0) {
            return "";
        }
        int full = (int) (BAR * state.done() / state.total());
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] ";
    }

    private void paint(String line) {
        if (!line.equals(shown)) {
            PrintStream out = terminal.out();
            out.print("\r\u001b[J" + line);
            out.flush();
            shown = line;
        }
    }

    /** A sentence that stays. */
    void say(String sentence) {
        end();
        (inPlace ? terminal.out() : terminal.err()).println(sentence);
    }

    /** Nothing more will be shown. */
    void end() {
        if (!shown.isEmpty()) {
            paint("");
            terminal.out().print("\r");
            terminal.out().flush();
        }
    }
}
