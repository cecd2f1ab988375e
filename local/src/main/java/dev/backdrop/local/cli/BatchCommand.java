package dev.backdrop.local.cli;

import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStatus;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backdrop batch}: a folder in, a folder out, and only what isn't done yet. */
@Command(
        name = "batch",
        description = {
            "Replaces the backgrounds of all photos of a folder, or of a list.",
            "What is done is remembered: given again, the command does what is new, has changed, or was cut off."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all photos have their results, or it was a dry run",
            "1:a photo has no result, now or from an earlier run",
            "2:wrong usage, not confirmed, or it couldn't start: nothing was done"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./backdrop batch shoot/ --color '#f4f1ea' --dry-run",
            "  ./backdrop batch shoot/ --color '#f4f1ea' --out results",
            "  ./backdrop batch shoot/ --color '#f4f1ea' --out results --failed-only",
            "  ./backdrop batch catalogue.csv --provider studio --json > report.json"
        })
final class BatchCommand implements Callable<Integer> {

    private static final int MOST_AT_ONCE = 1_000;

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FOLDER|MANIFEST",
            description =
                    "A folder, whose pictures are all taken, also those in folders inside; or a .csv or .jsonl file"
                            + " whose column key names pictures relative to it, and whose other columns say what is asked of each.")
    private Path path;

    @Mixin
    private RequestOptions request;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "backdrop-results",
            description = "Where results and report go, results under the paths of their photos. Nothing there is "
                    + "overwritten: another picture of the same name becomes NAME-2. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--dry-run", description = "Say what would be done, and what it would cost; start nothing.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Start a large batch without asking back.")
    private boolean yes;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Jobs at once, 1 to 1000. Default: what the provider bears.")
    private Integer concurrency;

    @Option(
            names = "--tolerate",
            paramLabel = "PERCENT",
            description = "Stop when more than this share of the jobs has failed. Default: try all.")
    private Double tolerate;

    @Option(
            names = "--failed-only",
            description =
                    "Try again what has failed, as it is now: mended or replaced files, too; and nothing else. Without"
                            + " options that say what is asked for, it is what the last run asked for.")
    private boolean failedOnly;

    @Option(
            names = "--accept-possible-charge",
            description = "With --failed-only, try those again, too, that the provider may have and charge for twice.")
    private boolean acceptPossibleCharge;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder that remembers what is done. Default: .backdrop beside the launcher, as with up.")
    private Path state;

    @Option(names = "--json", description = "Write the report as one JSON document, for machines.")
    private boolean json;

    BatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        check();
        Path folder = state == null ? surroundings.home().resolve(".backdrop") : state;
        BatchInput input = BatchInput.named(path, List.of(out, Path.of("backdrop-results"), folder));
        ResultFolder results = ResultFolder.at(out);
        try (StateFolder mine = StateFolder.take(folder);
                PrintStream log = mine.log();
                LocalBackdrop backdrop = surroundings
                        .starter()
                        .start(new StartOptions(
                                Optional.of(mine.path()), OptionalInt.empty(), 0, surroundings.environment(), log))) {
            ProviderNames.check(request.provider(), backdrop.providers());
            BatchSession session = new BatchSession(surroundings, backdrop, results, orders(), json);
            BatchReport report = session.run(input);
            print(report);
            return exitCode(report);
        }
    }

    private void check() {
        request.check();
        if (concurrency != null && (concurrency < 1 || concurrency > MOST_AT_ONCE)) {
            throw new UsageException("--concurrency: must be from 1 to " + MOST_AT_ONCE + ", not " + concurrency);
        }
        if (tolerate != null && !(tolerate >= 0 && tolerate <= 100)) {
            throw new UsageException("--tolerate: must be a percentage from 0 to 100, not "
                    + String.format(Locale.ROOT, "%s", tolerate));
        }
        if (acceptPossibleCharge && !failedOnly) {
            throw new UsageException("--accept-possible-charge: is only of use with --failed-only");
        }
    }

    private BatchSession.Orders orders() {
        return new BatchSession.Orders(request, dryRun, yes, concurrency, tolerate, failedOnly, acceptPossibleCharge);
    }

    /** Before anything is closed: nobody needs to wait for that. */
    private void print(BatchReport report) {
        if (json) {
            surroundings.terminal().out().println(BatchJson.write(report));
        } else {
            new BatchText(surroundings.terminal()).print(report);
        }
    }

    private static int exitCode(BatchReport report) {
        Batch batch = report.batch();
        if (report.isDryRun()) {
            return batch.status() == BatchStatus.DRY_RUN ? 0 : BackdropCommand.FAILED;
        }
        return !report.stopped() && report.failures().isEmpty() && batch.status() != BatchStatus.FAILED
                ? 0
                : BackdropCommand.FAILED;
    }
}
