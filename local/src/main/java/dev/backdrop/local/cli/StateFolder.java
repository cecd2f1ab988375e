package dev.backdrop.local.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder that survives a restart, held by one process at a time. */
final class StateFolder implements AutoCloseable {

    private final Path folder;
    private final FileChannel channel;

    private StateFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Makes the folder if it isn't there, and takes it.
     *
     * @throws CannotStartException if it can't be made or written to, or another process has it
     */
    static StateFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(channel)) {
                channel.close();
                throw new CannotStartException("another Backdrop is up with the state in " + folder
                        + ". Stop it, or keep this one's state elsewhere with --state");
            }
            return new StateFolder(folder.toRealPath(), channel);
        } catch (IOException unusable) {
            throw new CannotStartException(
                    "the state can't be kept in " + folder + " (" + unusable + "). Name another folder with --state",
                    unusable);
        }
    }

    /** The lock goes with the channel. */
    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    Path path() {
        return folder;
    }

    Path logFile() {
        return folder.resolve("functions.log");
    }

    /** Takes what the functions log, after what they logged earlier. */
    PrintStream log() {
        try {
            OutputStream file = Files.newOutputStream(logFile(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new PrintStream(file, true, StandardCharsets.UTF_8);
        } catch (IOException unwritable) {
            throw new CannotStartException(logFile() + " can't be written: " + unwritable, unwritable);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closedAnyway) {
            throw new IllegalStateException("the lock on " + folder + " can't be given back", closedAnyway);
        }
    }
}
