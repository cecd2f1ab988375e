package dev.backdrop.local.cli;

import dev.backdrop.job.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A background picture on this machine, which is uploaded so that a provider can be pointed to it. */
record BackgroundFile(Path file) {

    private static final int HASH_DIGITS = 12;
    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*");

    /**
     * @return nothing if it is an address
     * @throws UsageException if it is neither an address nor a file that can be read
     */
    static Optional<BackgroundFile> named(String text) {
        if (ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        Path file = path(text);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UsageException(
                    "--background-image " + Text.printable(text)
                            + ": there is no such file, or it can't be read. Name a picture file, or an https:// or s3:// address");
        }
        return Optional.of(new BackgroundFile(file));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException notAPath) {
            throw new UsageException("--background-image: '" + Text.printable(text) + "' is no file name");
        }
    }

    /** Letters, digits and so on only, because it becomes part of an address. */
    String key() {
        return "backgrounds/" + file.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** The same with a part that tells the contents. */
    String keyByContents() {
        try {
            String hash = Sha256.hex(Files.readAllBytes(file)).substring(0, HASH_DIGITS);
            return key().replaceFirst("/", "/" + hash + "-");
        } catch (IOException unreadable) {
            throw new UsageException("--background-image " + Text.printable(file.toString()) + ": can't be read: "
                    + unreadable.getMessage());
        }
    }

    String address(String bucket) {
        return "s3://" + bucket + "/" + key();
    }
}
