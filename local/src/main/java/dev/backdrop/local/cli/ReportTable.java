package dev.backdrop.local.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A report for people: a line for each photo, what went wrong in full, and where the time went. */
final class ReportTable {

    private static final List<String> TITLES =
            List.of("photo", "provider", "status", "polls", "seconds", "credits", "result");
    private static final int STATUS = 2;
    private static final int POLLS = 3;
    private static final int CREDITS = 5;
    private static final int WIDEST_NAME = 40;
    private static final String NONE = "-";
    private static final String INDENT = "  ";

    private final Terminal terminal;
    private final PrintStream out;

    ReportTable(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    void print(RunReport report) {
        table(report);
        report.photos().stream().filter(photo -> !photo.succeeded()).forEach(this::failure);
        out.println();
        resultNotes(report);
        report.notes().forEach(note -> paragraph(note.name() + ": " + note.note(), ""));
        out.println(summary(report));
        overhead(report).forEach(line -> paragraph(line, ""));
    }

    private void table(RunReport report) {
        List<List<String>> rows = new ArrayList<>(List.of(TITLES));
        report.photos().forEach(photo -> rows.add(row(photo)));
        int[] widths = IntStream.range(0, TITLES.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> Text.width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        out.println(line(rows.get(0), widths, UnaryOperator.identity()));
        for (int i = 0; i < report.photos().size(); i++) {
            boolean succeeded = report.photos().get(i).succeeded();
            out.println(line(rows.get(i + 1), widths, succeeded ? terminal::good : terminal::bad));
        }
    }

    private static List<String> row(PhotoReport photo) {
        return List.of(
                Text.cutStart(name(photo), WIDEST_NAME),
                photo.providerName()
                        .map(name -> photo.simulated() ? name + " (simulated)" : name)
                        .orElse(NONE),
                photo.status(),
                Integer.toString(photo.polls()),
                Text.seconds(photo.time()),
                photo.credits().map(BigDecimal::toPlainString).orElse(NONE),
                photo.succeeded()
                        ? Text.printable(photo.result().toString())
                        : photo.reason().code() + ", see below");
    }

    private static String name(PhotoReport photo) {
        return Text.printable(photo.photo().toString());
    }

    private static String line(List<String> row, int[] widths, UnaryOperator<String> paint) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < row.size() - 1; column++) {
            boolean number = column >= POLLS && column <= CREDITS;
            String cell = number
                    ? Text.paddedLeft(row.get(column), widths[column])
                    : Text.padded(row.get(column), widths[column]);
            cells.add(column == STATUS ? paint.apply(cell) : cell);
        }
        cells.add(row.get(row.size() - 1));
        return String.join(INDENT, cells);
    }

    private void failure(PhotoReport photo) {
        out.println();
        out.println(terminal.bad(name(photo)) + ": " + photo.reason().code());
        photo.reason().sentences().forEach(sentence -> paragraph(Text.printable(sentence), INDENT));
        if (photo.job() != null) {
            String task = photo.job()
                    .attempt()
                    .filter(attempt -> attempt.task() != null)
                    .map(attempt -> ", task " + Text.printable(attempt.task().taskId()))
                    .orElse("");
            out.println(INDENT + "Job " + photo.job().jobId() + task);
        }
    }

    private void paragraph(String text, String indent) {
        Text.wrapped(text, terminal.columns() - indent.length()).forEach(line -> out.println(indent + line));
    }

    /** Many results may be worth the same word: it is said once. */
    private void resultNotes(RunReport report) {
        Map<String, Long> notes = report.photos().stream()
                .filter(PhotoReport::succeeded)
                .flatMap(photo -> photo.notes().stream())
                .collect(Collectors.groupingBy(note -> note, LinkedHashMap::new, Collectors.counting()));
        notes.forEach((note, count) -> paragraph(
                count == 1 || report.photos().size() == 1
                        ? Text.printable(note)
                        : Text.printable(note) + " (" + count + " results)",
                ""));
    }

    private static String summary(RunReport report) {
        String costs = report.credits().entrySet().stream()
                .map(cost -> cost.getValue().toPlainString() + " " + cost.getKey())
                .collect(Collectors.joining(", "));
        return report.succeeded() + " of " + report.photos().size() + " succeeded in " + Text.seconds(report.total())
                + " s, " + Text.seconds(report.startUp()) + " s of it to start up"
                + (costs.isEmpty() ? "" : "; credits: " + costs);
    }

    private static List<String> overhead(RunReport report) {
        List<Duration> sorted = report.overheads();
        if (sorted.isEmpty()) {
            return List.of();
        }
        String took = sorted.size() == 1
                ? Text.seconds(sorted.get(0)) + " s"
                : "median " + Text.seconds(sorted.get(sorted.size() / 2)) + " s, longest "
                        + Text.seconds(sorted.get(sorted.size() - 1)) + " s";
        return List.of("Pipeline overhead per job: " + took
                + " (from claim to end, without the time a provider had the task)");
    }
}
