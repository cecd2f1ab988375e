package dev.backdrop.local.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** Shows how far a batch is: a bar that is written over in place on a screen, else a line every few seconds. */
final class BatchProgress {

    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final int BAR = 24;
    private static final int SHORTEST_BAR = 9;
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String WRAP_OFF = "\u001b[?7l";
    private static final String WRAP_ON = "\u001b[?7h";

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
            paint(line(state, terminal.columnsNow().getAsInt() - 1));
        } else if (!state.phase().equals(phase) || clock.get().minus(lastLine).compareTo(SILENCE) >= 0) {
            terminal.err().println(state.text());
            lastLine = clock.get();
        }
        phase = state.phase();
    }

    /** On a narrow screen the words get shorter before anything is cut, and the bar takes what they leave. */
    private static String line(BatchState state, int room) {
        String words = Text.width(state.text()) + SHORTEST_BAR <= room ? state.text() : state.shortText();
        return Text.cutEnd(bar(state, room - Text.width(words)) + words, room);
    }

    /** With the brackets and the space after it. */
    private static String bar(BatchState state, int room) {
        if (state.total() == 0 || room < SHORTEST_BAR) {
            return "";
        }
        int length = Math.min(BAR, room - 3);
        int full = (int) (length * state.done() / state.total());
        return "[" + "#".repeat(full) + "-".repeat(length - full) + "] ";
    }

    /**
     * The cursor goes back to the beginning of the line: wherever a window that is made narrower breaks what was painted, all
     * of it is behind the cursor. What doesn't fit is cut off by the terminal, and not put on a second line.
     */
    private void paint(String line) {
        if (!line.equals(shown)) {
            PrintStream out = terminal.out();
            out.print("\r" + CLEAR_BELOW + (line.isEmpty() ? "" : WRAP_OFF + line + WRAP_ON + "\r"));
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
        }
    }
}
