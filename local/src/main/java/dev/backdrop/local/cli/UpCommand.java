package dev.backdrop.local.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code backdrop up}: the application stays up, for any S3 and DynamoDB client, and remembers. */
@Command(
        name = "up",
        description = "Starts the application, with its console in the browser, and keeps it running until Ctrl-C.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"2:wrong usage, or it couldn't start, as when the port is taken"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./backdrop up",
            "  ./backdrop up --port 9000 --state /tmp/backdrop",
            "",
            "Open the address that it prints, or use the commands for curl and the AWS command line that it prints too."
        })
final class UpCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65_535;

    private final Surroundings surroundings;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description =
                    "Where console and API answer, on this machine only; 0 for any free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--s3-port",
            paramLabel = "PORT",
            description = "Where S3 answers; 0 for any free port. Default: the one after --port.")
    private Integer s3Port;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The folder in which photos and records survive. Default: .backdrop beside the launcher.")
    private Path state;

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        checkPort("--port", port);
        int s3 = s3Port == null ? port == 0 ? 0 : Math.min(port + 1, HIGHEST_PORT) : s3Port;
        checkPort("--s3-port", s3);
        Path folder = state == null ? surroundings.home().resolve(".backdrop") : state;
        PrintStream out = surroundings.terminal().out();
        try (StateFolder mine = StateFolder.take(folder);
                PrintStream log = mine.log();
                LocalBackdrop backdrop = surroundings
                        .starter()
                        .start(new StartOptions(
                                Optional.of(mine.path()), OptionalInt.of(port), s3, surroundings.environment(), log))) {
            JobLines lines = new JobLines(surroundings.terminal(), backdrop.providers());
            backdrop.onJobEnded(lines::print);
            out.print(new UpGuide(backdrop, mine).text());
            out.flush();
            surroundings.stop().await();
            out.println();
            out.println("Stopping.");
        }
        out.println("Stopped. Photos and records stay in " + folder + ".");
        return 0;
    }

    private static void checkPort(String option, int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new UsageException(option + ": must be from 0 to " + HIGHEST_PORT + ", not " + port);
        }
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.getLocalPort();
        } catch (BindException taken) {
            throw new UsageException("port " + port + " is taken, or not allowed (" + taken.getMessage()
                    + "). Stop what uses it, or name another: " + option + " "
                    + (port < HIGHEST_PORT ? port + 1 : port - 1));
        } catch (IOException broken) {
            throw new CannotStartException("port " + port + " can't be opened: " + broken.getMessage(), broken);
        }
    }
}
