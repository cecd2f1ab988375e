package dev.backdrop.local.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backdrop run}: photos in, pictures out, all in memory. */
@Command(
        name = "run",
        description = "Replaces the backgrounds of photos and ends.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all succeeded", "1:a job failed", "2:wrong usage, or it couldn't start: nothing was done"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./backdrop run photo.jpg --color '#f4f1ea'",
            "  ./backdrop run photo.jpg --transparent --provider studio --max-side 1024",
            "  ./backdrop run shoot/*.jpg --prompt 'sunlit marble countertop' --format jpeg --out results",
            "  ./backdrop run photos/ --background-image marble.png --json > report.json"
        })
final class RunCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(
            arity = "1..*",
            paramLabel = "PHOTO",
            description = "Files, or folders whose pictures are all taken (not those in folders inside).")
    private List<Path> photos;

    @Mixin
    private RequestOptions request;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "backdrop-results",
            description = "Where results go, named like their photos. Nothing there is overwritten: another picture of "
                    + "the same name becomes NAME-2. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30m",
            converter = TimeConverter.class,
            description = "The run ends after this time, such as 90s, 30m or 2h, whatever isn't done. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(names = "--json", description = "Write the report as one JSON document, for machines.")
    private boolean json;

    @Option(names = "--verbose", description = "Show what the functions log, on standard error.")
    private boolean verbose;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Terminal terminal = surroundings.terminal();
        PhotoFiles files = PhotoFiles.named(photos);
        request.check();
        ResultFolder results = ResultFolder.at(out);
        files.remarks().forEach(remark -> terminal.err().println("backdrop: " + remark));
        try (LocalBackdrop backdrop = surroundings.starter().start(options())) {
            Duration ready = surroundings.clock().get();
            ProviderNames.check(request.provider(), backdrop.providers());
            List<PhotoReport> reports = run(backdrop, files.photos(), results);
            RunReport report =
                    new RunReport(reports, ready, surroundings.clock().get());
            print(report);
            return report.failed() == 0 ? 0 : BackdropCommand.FAILED;
        }
    }

    /** Before anything is closed: nobody needs to wait for that. */
    private void print(RunReport report) {
        if (json) {
            surroundings.terminal().out().println(ReportJson.write(report));
        } else {
            new ReportTable(surroundings.terminal()).print(report);
        }
    }

    private StartOptions options() {
        PrintStream log = verbose
                ? surroundings.terminal().err()
                : new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new StartOptions(Optional.empty(), OptionalInt.empty(), 0, surroundings.environment(), log);
    }

    private List<PhotoReport> run(LocalBackdrop backdrop, List<Path> files, ResultFolder results) {
        request.backgroundFile().ifPresent(file -> backdrop.upload(file.file(), file.key(), Map.of()));
        Progress progress = Progress.on(surroundings.terminal(), json || verbose);
        return new PhotoRun(backdrop, results, progress, surroundings.stop(), surroundings.clock())
                .run(files, request.metadata(backdrop.inputBucket()), timeout);
    }
}
