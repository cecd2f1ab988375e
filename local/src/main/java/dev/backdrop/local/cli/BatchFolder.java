package dev.backdrop.local.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pictures of a folder and of the folders inside, told by their names. Hidden files and folders are passed over. */
final class BatchFolder extends SimpleFileVisitor<Path> {

    private final Path folder;
    private final Set<Path> without;
    private final BatchNames names;
    private final List<Path> files = new ArrayList<>();
    private final List<BatchPhoto> unreadable = new ArrayList<>();
    private long others;

    private BatchFolder(Path real, List<Path> without) {
        this.folder = real;
        this.without =
                without.stream().map(path -> path.toAbsolutePath().normalize()).collect(Collectors.toSet());
        this.names = new BatchNames(real);
    }

    /** @throws UsageException if there is no picture, or the folder can't be read */
    static BatchInput read(Path folder, List<Path> without) {
        try {
            BatchFolder found = new BatchFolder(folder.toRealPath(), without);
            Files.walkFileTree(found.folder, found);
            if (found.files.isEmpty() && found.unreadable.isEmpty()) {
                throw new UsageException(Text.printable(folder.toString())
                        + ": there is no picture in this folder, nor in those inside (" + PhotoFiles.endings() + ")");
            }
            return new BatchInput(found.names, found.photos(), found.others, false);
        } catch (IOException unreadable) {
            throw new UsageException(
                    Text.printable(folder.toString()) + ": the folder can't be read; check its permissions");
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
        return isPassedOver(inside) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!isHidden(file) && Files.isRegularFile(file)) {
            if (PhotoFiles.isPicture(file)) {
                files.add(file);
            } else {
                others++;
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadableFor) throws IOException {
        if (file.equals(folder)) {
            throw unreadableFor;
        }
        boolean isFolder = Files.isDirectory(file);
        if (isFolder && !isPassedOver(file)) {
            unreadable.add(BatchPhoto.unusable(
                    folder.relativize(file) + "/", file, null, null, Reason.unreadableFolder(unreadableFor)));
        } else if (!isFolder && !isHidden(file) && PhotoFiles.isPicture(file)) {
            unreadable.add(BatchPhoto.unusable(
                    folder.relativize(file).toString(), file, null, null, Reason.unreadable(unreadableFor)));
        }
        return FileVisitResult.CONTINUE;
    }

    private boolean isPassedOver(Path inside) {
        return !inside.equals(folder) && (isHidden(inside) || without.contains(inside));
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private List<BatchPhoto> photos() {
        Set<String> taken = new HashSet<>();
        return Stream.concat(files.stream().sorted().map(file -> photo(file, taken)), unreadable.stream())
                .toList();
    }

    private BatchPhoto photo(Path file, Set<String> taken) {
        Path relative = folder.relativize(file);
        String key = names.key(relative);
        return taken.add(key)
                ? new BatchPhoto(relative.toString(), file, key, null, null, null)
                : BatchPhoto.unusable(relative.toString(), file, null, null, Reason.sameName());
    }
}
