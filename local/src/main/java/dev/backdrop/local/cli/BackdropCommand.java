package dev.backdrop.local.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code backdrop}: what the commands have in common. */
@Command(
        name = "backdrop",
        description = "Replaces the backgrounds of photos: the whole application, on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all succeeded", "1:a job failed", "2:wrong usage, or it couldn't start: nothing was done"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./backdrop run photo.jpg --color '#f4f1ea'",
            "  ./backdrop run photos/ --prompt 'sunlit marble countertop' --out results",
            "  ./backdrop batch shoot/ --color '#f4f1ea' --dry-run",
            "  ./backdrop up",
            "",
            "./backdrop COMMAND --help says more about a command."
        })
final class BackdropCommand implements Runnable {

    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private static final int PAGE = 100;

    @Spec
    private CommandSpec spec;

    private BackdropCommand() {}

    /** The command line with all its commands. */
    static CommandLine with(Surroundings surroundings) {
        Terminal terminal = surroundings.terminal();
        CommandLine line = new CommandLine(new BackdropCommand())
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new BatchCommand(surroundings))
                .addSubcommand(new UpCommand(surroundings))
                .addSubcommand(new RehearseCommand(surroundings))
                .addSubcommand(new CommandLine.HelpCommand());
        Ansi ansi = terminal.screen().isPresent() ? Ansi.ON : Ansi.OFF;
        return line.setExpandAtFiles(false)
                .setOut(new PrintWriter(terminal.out(), true))
                .setErr(new PrintWriter(terminal.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(Math.min(PAGE, terminal.columns()))
                .setParameterExceptionHandler(Complaints::wrongUsage)
                .setExecutionExceptionHandler(Complaints::broken);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: run, batch or up");
    }
}
