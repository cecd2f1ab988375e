package dev.backdrop.local.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The command line as somebody at a keyboard has it, in front of an application in memory. */
final class Console {

    final InMemoryBackdrop backdrop;
    final StopSignal stop = new StopSignal();
    Optional<String> answer = Optional.empty();
    String question;
    Runnable onQuestion = () -> {};
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path home;
    private final Optional<Screen> screen;

    Console(Path home) {
        this(home, Optional.empty());
    }

    Console(Path home, Optional<Screen> screen) {
        this(home, screen, new InMemoryBackdrop());
    }

    /** In front of an application that somebody else has used before. */
    Console(Path home, Optional<Screen> screen, InMemoryBackdrop backdrop) {
        this.backdrop = backdrop;
        this.home = home;
        this.screen = screen;
    }

    int enter(Object... words) {
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        Terminal terminal = new Terminal(print(out), print(err), screen);
        return BackdropCommand.with(new Surroundings(
                        backdrop, terminal, stop, Map.of("BACKDROP_TEST", "1"), home, backdrop::now, text -> {
                            question = text;
                            onQuestion.run();
                            return answer;
                        }))
                .execute(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
