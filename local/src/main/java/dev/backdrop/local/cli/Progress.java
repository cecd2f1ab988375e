package dev.backdrop.local.cli;

/** Lets people see that something is going on. */
interface Progress {

    void show(RunState state);

    /** Nothing more will be shown. */
    void end();

    /** In place on a screen, else line by line beside the report. */
    static Progress on(Terminal terminal, boolean machineReads) {
        return terminal.screen().isPresent() && !machineReads
                ? new LiveProgress(terminal.out(), terminal.screen().get())
                : new PlainProgress(terminal.err());
    }
}
