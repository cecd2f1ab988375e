package dev.backdrop.local.cli;

import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.Counts;
import dev.backdrop.batch.Plan;
import dev.backdrop.batch.SkipReason;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A batch's plan and report, for people. */
final class BatchText {

    /** Photos that are named for one reason. */
    private static final int TOLD = 10;

    private static final String INDENT = "  ";

    private final Terminal terminal;
    private final PrintStream out;

    BatchText(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    /** What is planned, and what is left out, in lines. */
    static List<String> plan(BatchInput input, Plan plan) {
        Counts counts = plan.counts();
        List<String> lines = new ArrayList<>();
        lines.add(many(input.photos().size(), "photo") + " found"
                + (input.others() == 0
                        ? ""
                        : "; " + many(input.others(), "other file") + " not looked at, being no picture by name"));
        lines.add(INDENT + many(counts.planned(), "job") + " planned" + cost(plan));
        new TreeMap<>(counts.skippedBy())
                .forEach((reason, number) -> lines.add(INDENT + number + " left out: " + words(reason)));
        if (counts.refused() > 0) {
            lines.add(INDENT + counts.refused() + " can't be done: see below");
        }
        return lines;
    }

    private static String cost(Plan plan) {
        if (plan.counts().planned() == 0) {
            return "";
        }
        String jobs = new TreeMap<>(plan.estimate().jobs())
                .entrySet().stream().map(entry -> credits(plan, entry.getKey())).collect(Collectors.joining(", "));
        return ": " + jobs + ", about "
                + BatchState.time(Duration.ofSeconds(plan.estimate().seconds())) + " with " + plan.concurrency()
                + " at once";
    }

    private static String credits(Plan plan, String provider) {
        BigDecimal credits = plan.estimate().byProvider().get(provider);
        return credits.signum() == 0 ? "free with " + provider : "about " + credits(credits) + " of " + provider;
    }

    private static String words(SkipReason reason) {
        return switch (reason) {
            case DONE -> "done before";
            case UNDER_WAY -> "being worked on";
            case FAILED_BEFORE -> "failed before; --failed-only tries them again";
            case SUBMIT_UNKNOWN ->
                "the provider may have them and charge for them; look there, then say --failed-only"
                        + " --accept-possible-charge";
            case NOT_FAILED -> "not failed before";
            case DUPLICATE -> "named twice, with the same request";
            case FOLDER_MARKER, MANIFEST, EMPTY, ANNOUNCED -> "no photos";
        };
    }

    private static String many(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    void print(BatchReport report) {
        if (report.isDryRun()) {
            dryRun(report);
            return;
        }
        Map<BatchPhoto, Reason> failures = new LinkedHashMap<>();
        report.failures().forEach(row -> failures.put(row.photo(), row.reason()));
        failures(failures);
        report.notes().forEach(note -> paragraph(note.name() + ": " + note.note(), ""));
        paragraph(jobs(report), "");
        if (report.submitted() > 0) {
            paragraph(costs(report), "");
        }
        out.println(report.done() + " of " + many(report.input().photos().size(), "photo")
                + (report.done() == 1 ? " has its result" : " have their results"));
        hints(report).forEach(hint -> paragraph(hint, ""));
        if (!report.files().isEmpty()) {
            out.println("Report: "
                    + report.files().values().stream()
                            .map(file -> Text.printable(file.toString()))
                            .collect(Collectors.joining(", ")));
        }
    }

    private void dryRun(BatchReport report) {
        if (report.batch().plan() == null) {
            paragraph("No plan could be made: " + report.batch().message(), "");
            return;
        }
        plan(report.input(), report.batch().plan()).forEach(out::println);
        failures(report.leftOut());
        out.println("A dry run: nothing was started.");
    }

    /** Many photos may fail for the same reason: it is said once. */
    private void failures(Map<BatchPhoto, Reason> failures) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        failures.forEach((photo, reason) -> alike.computeIfAbsent(
                        reason.code() + "\n" + String.join(" ", reason.sentences()), same -> new ArrayList<>())
                .add(photo.label()));
        alike.forEach((reason, names) -> {
            String[] parts = reason.split("\n", 2);
            out.println(terminal.bad(parts[0]) + " (" + many(names.size(), "photo") + ")");
            paragraph(Text.printable(parts[1]), INDENT);
            names.stream().limit(TOLD).forEach(name -> out.println(INDENT + INDENT + name));
            if (names.size() > TOLD) {
                out.println(INDENT + INDENT + "and " + (names.size() - TOLD) + " more, which --json names");
            }
        });
        if (!failures.isEmpty()) {
            out.println();
        }
    }

    private static String jobs(BatchReport report) {
        if (report.submitted() == 0) {
            return "Nothing was submitted"
                    + (report.batch().message() == null
                            ? ""
                            : "; " + report.batch().message());
        }
        return many(report.submitted(), "job") + " submitted" + (report.isAgain() ? " again: " : ": ")
                + report.succeededNow() + " succeeded, " + report.failedNow() + " failed, "
                + (report.cutOff() == 0 ? "" : report.cutOff() + " cut off, ") + "in "
                + Text.seconds(report.running()) + " s (" + BatchState.rate(report.submitted(), report.running()) + ")";
    }

    /** What providers were given, and what they charge for it, as far as they say. */
    private static String costs(BatchReport report) {
        Map<String, Long> tasks = new TreeMap<>(report.tasks());
        report.credits().forEach((provider, credits) -> {
            if (credits.signum() > 0) {
                tasks.putIfAbsent(provider, 0L);
            }
        });
        if (tasks.isEmpty()) {
            return report.mayBeCharged()
                    ? "No provider has accepted a task that is known; what may be charged all the same is said above"
                    : "No provider was given a task: nothing was charged";
        }
        return tasks.entrySet().stream()
                .map(entry -> (entry.getValue() == 0 ? "no new task" : many(entry.getValue(), "task")) + " at "
                        + entry.getKey() + ": " + credits(report.credits().get(entry.getKey())))
                .collect(Collectors.joining("; "));
    }

    private static String credits(BigDecimal credits) {
        if (credits == null) {
            return "credits unknown";
        }
        return credits.signum() == 0
                ? "free"
                : credits.stripTrailingZeros().toPlainString()
                        + (credits.compareTo(BigDecimal.ONE) == 0 ? " credit" : " credits");
    }

    private static List<String> hints(BatchReport report) {
        List<String> hints = new ArrayList<>();
        if (report.stopped()) {
            hints.add("Stopped. What is done is kept. Give the same command again to go on with the rest.");
        } else if (report.batch().status() == BatchStatus.FAILED
                && report.batch().message() != null) {
            hints.add("The batch failed: " + report.batch().message());
        }
        long failed = report.rows().stream()
                .filter(row ->
                        !row.succeeded() && row.job() != null && row.job().isFinal())
                .count();
        if (failed > 0 && !report.stopped()) {
            hints.add(report.isAgain() ? failedAgain(failed) : failedOnce(failed));
        }
        return hints;
    }

    private static String failedOnce(long failed) {
        return many(failed, "job") + (failed == 1 ? " has" : " have")
                + " failed and won't be tried again by the same command: mend the photo, which makes it a new one, or"
                + " add --failed-only.";
    }

    private static String failedAgain(long failed) {
        return many(failed, "job") + (failed == 1 ? " has" : " have") + " failed again: mend or replace "
                + (failed == 1 ? "the photo" : "the photos") + ", then"
                + " give the same command, which takes up these alone.";
    }

    private void paragraph(String text, String indent) {
        Text.wrapped(text, terminal.columns() - indent.length()).forEach(line -> out.println(indent + line));
    }
}
