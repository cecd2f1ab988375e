package dev.backdrop.local.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;

/**
 * {@code backdrop rehearse}: one run with a made-up photo, without a word. The launcher has Java take note of the classes
 * that are used, so that later starts are faster.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** Nobody watches a rehearsal: one that hangs ends itself. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Surroundings surroundings;

    RehearseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Thread watch = watch();
        Path folder = Files.createTempDirectory("backdrop-rehearsal");
        try {
            Path photo = folder.resolve("photo.jpg");
            ImageIO.write(sphere(), "jpg", photo.toFile());
            return BackdropCommand.with(inSilence())
                    .execute(
                            "run",
                            photo.toString(),
                            "--color=#f4f1ea",
                            "--provider=studio",
                            "--timeout=30s",
                            "--out=" + folder.resolve("results"));
        } finally {
            watch.interrupt();
            delete(folder);
        }
    }

    /** Ends this process after a while, unless it is interrupted before. */
    private static Thread watch() {
        Thread watch = new Thread(
                () -> {
                    try {
                        Thread.sleep(LONGEST.toMillis());
                    } catch (InterruptedException endedInTime) {
                        return;
                    }
                    Runtime.getRuntime().halt(BackdropCommand.FAILED);
                },
                "rehearsal's end");
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    /** Without settings of its owner's: a rehearsal talks to nobody. */
    private Map<String, String> noSettings() {
        return surroundings.environment().entrySet().stream()
                .filter(variable -> !variable.getKey().startsWith("BACKDROP_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Surroundings inSilence() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Surroundings(
                surroundings.starter(),
                new Terminal(nowhere, nowhere, Optional.empty()),
                surroundings.stop(),
                noSettings(),
                surroundings.home(),
                surroundings.clock(),
                text -> Optional.empty());
    }

    /** Something that any cut-out takes for a subject. */
    private static BufferedImage sphere() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(new Color(0xB2, 0x22, 0x22));
        graphics.fillOval(WIDTH / 4, HEIGHT / 6, WIDTH / 2, HEIGHT * 2 / 3);
        graphics.dispose();
        return image;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
