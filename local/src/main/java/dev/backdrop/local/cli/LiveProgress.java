package dev.backdrop.local.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A line for each photo, written over in place. What doesn't fit the screen is counted in one more line. */
final class LiveProgress implements Progress {

    private static final String CLEAR_BELOW = "\u001b[J";
    private static final int WIDEST_NAME = 40;

    private final PrintStream out;
    private final Screen screen;
    private List<String> shown = List.of();

    LiveProgress(PrintStream out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    @Override
    public void show(RunState state) {
        List<String> lines = lines(state);
        if (!lines.equals(shown)) {
            write(String.join("\n", lines) + "\n");
            shown = lines;
        }
    }

    @Override
    public void end() {
        write("");
        shown = List.of();
    }

    /** In one piece, so that nothing flickers. */
    private void write(String block) {
        String up = shown.isEmpty() ? "" : "\u001b[" + shown.size() + "A";
        out.print("\r" + up + CLEAR_BELOW + block);
        out.flush();
    }

    private List<String> lines(RunState state) {
        int room = Math.max(1, screen.rows() - 2);
        List<RunState.Photo> visible = visible(state.photos(), room);
        int names = Math.min(
                WIDEST_NAME,
                visible.stream()
                        .mapToInt(photo -> Text.width(photo.name()))
                        .max()
                        .orElse(0));
        List<String> lines = new ArrayList<>();
        for (RunState.Photo photo : visible) {
            String name = Text.padded(Text.cutStart(photo.name(), names), names);
            String line = name + "  " + photo.standing() + "  " + photo.time().toSeconds() + " s";
            lines.add(Text.cutEnd(line, screen.columns() - 1));
        }
        if (state.total() > 1) {
            lines.add(Text.cutEnd(state.summary(), screen.columns() - 1));
        }
        return lines;
    }

    /** Those that still run, and as many of the others as there is room for, the newest. */
    private static List<RunState.Photo> visible(List<RunState.Photo> photos, int room) {
        List<RunState.Photo> ended =
                photos.stream().filter(RunState.Photo::done).toList();
        List<RunState.Photo> running =
                photos.stream().filter(photo -> !photo.done()).limit(room).toList();
        int more = Math.min(ended.size(), room - running.size());
        return Stream.concat(ended.subList(ended.size() - more, ended.size()).stream(), running.stream())
                .sorted(Comparator.comparingInt(photos::indexOf))
                .toList();
    }
}
