package dev.backdrop.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The photos that a command line names, each file once.
 *
 * @param photos as named, or as found in a folder that was named
 * @param remarks what people should know about how they were chosen
 */
record PhotoFiles(List<Path> photos, List<String> remarks) {

    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "webp", "tif", "tiff", "gif", "bmp");
    private static final int NAMED = 3;

    PhotoFiles {
        photos = List.copyOf(photos);
        remarks = List.copyOf(remarks);
    }

    /** @throws UsageException naming everything that isn't there, can't be read, or is a folder without pictures */
    static PhotoFiles named(List<Path> arguments) {
        Search search = new Search();
        arguments.forEach(search::add);
        if (!search.problems.isEmpty()) {
            throw new UsageException(String.join(System.lineSeparator(), search.problems));
        }
        return new PhotoFiles(List.copyOf(search.found.values()), search.remarks);
    }

    private static final class Search {

        private final Map<Path, Path> found = new LinkedHashMap<>();
        private final List<String> problems = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();

        void add(Path argument) {
            if (Files.isDirectory(argument)) {
                addFolder(argument);
            } else {
                addFile(argument);
            }
        }

        private void addFile(Path file) {
            if (!Files.exists(file)) {
                problems.add(name(file) + ": there is no such file");
            } else if (!Files.isRegularFile(file)) {
                problems.add(name(file) + ": is neither a file nor a folder");
            } else if (!Files.isReadable(file)) {
                problems.add(name(file) + ": can't be read; check its permissions");
            } else {
                addOnce(file);
            }
        }

        /** The same photo twice would be paid for twice. */
        private void addOnce(Path file) {
            try {
                Path first = found.putIfAbsent(file.toRealPath(), file);
                if (first != null) {
                    remarks.add(name(file) + " is named more than once; it is done once");
                }
            } catch (IOException unreadable) {
                problems.add(name(file) + ": can't be read: " + unreadable.getMessage());
            }
        }

        private void addFolder(Path folder) {
            try (Stream<Path> entries = Files.list(folder)) {
                Map<Boolean, List<Path>> files = entries.filter(file -> !isHidden(file))
                        .filter(Files::isRegularFile)
                        .sorted()
                        .collect(Collectors.partitioningBy(PhotoFiles::isPicture));
                if (files.get(true).isEmpty()) {
                    problems.add(name(folder) + ": there is no picture in this folder (" + endings() + ")");
                    return;
                }
                files.get(true).forEach(this::addFile);
                skipped(folder, files.get(false));
            } catch (IOException unreadable) {
                problems.add(name(folder) + ": the folder can't be read; check its permissions");
            }
        }

        private void skipped(Path folder, List<Path> others) {
            if (!others.isEmpty()) {
                String names = others.stream()
                        .limit(NAMED)
                        .map(file -> Text.printable(file.getFileName().toString()))
                        .collect(Collectors.joining(", "));
                remarks.add(name(folder) + ": skipped, not being pictures by their names: " + names
                        + (others.size() > NAMED ? " and " + (others.size() - NAMED) + " more" : ""));
            }
        }

        private static boolean isHidden(Path file) {
            return file.getFileName().toString().startsWith(".");
        }

        private static String name(Path path) {
            return Text.printable(path.toString());
        }
    }

    static boolean isPicture(Path file) {
        String name = file.getFileName().toString();
        return PICTURES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    static String endings() {
        return PICTURES.stream().sorted().collect(Collectors.joining(", "));
    }
}
