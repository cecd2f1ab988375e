package dev.backdrop.local.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the application is to be started.
 *
 * @param state the folder in which photos and records survive a restart; nothing to keep all in memory. It exists
 * @param webPort where console and API are to answer, or 0 for any free port; nothing for neither of them
 * @param s3Port where S3 is to answer, or 0 for any free port
 * @param environment the environment variables that set things up, such as {@code BACKDROP_PERFECTCORP_API_KEY}
 * @param log takes the lines that functions log
 */
public record StartOptions(
        Optional<Path> state, OptionalInt webPort, int s3Port, Map<String, String> environment, PrintStream log) {

    private static final int HIGHEST_PORT = 65_535;

    public StartOptions {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(log, "log");
        environment = Map.copyOf(environment);
        check(s3Port);
        webPort.ifPresent(StartOptions::check);
    }

    private static void check(int port) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("there is no port " + port);
        }
    }
}
