package dev.backdrop.local.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a command needs from outside.
 *
 * @param starter starts the application
 * @param stop given when the process is asked to end
 * @param environment the environment variables
 * @param home the folder of the repository
 * @param clock the time since the command was given
 * @param question asks whoever sits at the terminal
 */
record Surroundings(
        LocalBackdrops starter,
        Terminal terminal,
        StopSignal stop,
        Map<String, String> environment,
        Path home,
        Supplier<Duration> clock,
        Question question) {}
