package dev.backdrop.local.cli;

import dev.backdrop.job.Job;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A line for each job that ends while the application is up. */
final class JobLines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Terminal terminal;
    private final List<ProviderNote> providers;

    JobLines(Terminal terminal, List<ProviderNote> providers) {
        this.terminal = terminal;
        this.providers = providers;
    }

    /** Called from any thread: one call, one line. */
    void print(Job job) {
        boolean made = job.result() != null;
        String status = job.status().name();
        String line =
                LocalTime.ofInstant(job.updatedAt(), ZoneId.systemDefault()).format(TIME)
                        + "  " + (made ? terminal.good(status) : terminal.bad(status))
                        + "  " + Text.printable(job.source().key())
                        + provider(job)
                        + "  " + Text.seconds(JobTimes.of(job).total()) + " s"
                        + "  "
                        + (made
                                ? "s3://" + job.result().bucket() + "/"
                                        + Text.printable(job.result().key())
                                : why(job))
                        + "  job " + job.jobId();
        PrintStream out = terminal.out();
        out.println(line);
    }

    private String provider(Job job) {
        if (job.provider() == null) {
            return "";
        }
        boolean simulated =
                providers.stream().anyMatch(note -> note.name().equals(job.provider()) && note.isSimulated());
        return "  " + job.provider() + (simulated ? " (simulated)" : "");
    }

    private static String why(Job job) {
        return job.failure() == null
                ? "without a reason"
                : job.failure().code() + ": " + Text.printable(job.failure().message());
    }
}
