package dev.backdrop.local.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The folder that results are written to. Nothing in it is ever overwritten. */
final class ResultFolder {

    private final Path folder;

    private ResultFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes sure before any money is spent that results can be written.
     *
     * @throws UsageException if they can't
     */
    static ResultFolder at(Path folder) {
        Path there = folder.toAbsolutePath().normalize();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            throw new UsageException("--out " + folder + ": " + there + " is a file, not a folder");
        }
        if (!Files.isWritable(there)) {
            throw new UsageException("--out " + folder + ": " + there + " can't be written to; name another folder");
        }
        return new ResultFolder(folder);
    }

    /**
     * Writes {@code <stem>.<extension>}, where a stem may name folders inside, or the same with {@code -2}, {@code -3} and so on if another picture is there.
     * The very same picture isn't written twice.
     */
    Path write(String stem, String extension, byte[] picture) throws IOException {
        Path file = folder.resolve(stem + "." + extension);
        Files.createDirectories(file.getParent());
        for (int number = 2; ; number++) {
            if (isWritten(file, picture)) {
                return file;
            }
            file = folder.resolve(stem + "-" + number + "." + extension);
        }
    }

    /**
     * Writes files that belong together: {@code <stem>.html}, {@code <stem>.csv} and so on, or all of them with {@code -2} and
     * so on if one of the names is taken.
     *
     * @param contents by extension
     */
    Map<String, Path> writeTogether(String stem, Map<String, byte[]> contents) throws IOException {
        Files.createDirectories(folder);
        String name = stem;
        for (int number = 2; isTaken(name, contents.keySet()); number++) {
            name = stem + "-" + number;
        }
        Map<String, Path> written = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            written.put(file.getKey(), write(name, file.getKey(), file.getValue()));
        }
        return written;
    }

    private boolean isTaken(String name, Set<String> extensions) {
        return extensions.stream().anyMatch(extension -> Files.exists(folder.resolve(name + "." + extension)));
    }

    private static boolean isWritten(Path file, byte[] picture) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException taken) {
            return holds(file, picture);
        }
        try {
            Files.write(file, picture);
            return true;
        } catch (IOException unwritten) {
            Files.deleteIfExists(file);
            throw unwritten;
        }
    }

    private static boolean holds(Path file, byte[] picture) throws IOException {
        return Files.isRegularFile(file)
                && Files.isReadable(file)
                && Files.size(file) == picture.length
                && Arrays.equals(Files.readAllBytes(file), picture);
    }
}
