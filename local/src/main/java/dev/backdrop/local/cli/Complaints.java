package dev.backdrop.local.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said when a command can't do what it was asked to. */
final class Complaints {

    private Complaints() {}

    static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        say(err, wrong.getMessage().replaceFirst("^Error: ", ""));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        hint(command);
        return BackdropCommand.WRONG_USAGE;
    }

    static int broken(Exception broken, CommandLine command, ParseResult parsed) {
        say(command.getErr(), broken.getMessage());
        if (broken instanceof UsageException) {
            hint(command);
            return BackdropCommand.WRONG_USAGE;
        }
        if (broken instanceof CannotStartException) {
            return BackdropCommand.WRONG_USAGE;
        }
        command.getErr().println("This is a fault of Backdrop's own; please report it with these lines:");
        broken.printStackTrace(command.getErr());
        return BackdropCommand.FAILED;
    }

    private static void say(PrintWriter err, String message) {
        (message == null ? "no reason given" : message).lines().forEach(line -> err.println("backdrop: " + line));
    }

    private static void hint(CommandLine command) {
        command.getErr().println("./" + command.getCommandSpec().qualifiedName() + " --help says how it is used.");
    }
}
