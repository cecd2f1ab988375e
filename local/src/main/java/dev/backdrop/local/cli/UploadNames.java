package dev.backdrop.local.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names for uploads: the file's own, made unique by a number, so that {@code a/cat.jpg} and {@code b/cat.png} become
 * {@code cat.jpg} and {@code cat-2.png}. The part before the ending is unique too, because results are named by it. There is
 * never a folder in a name: a folder under {@code uploads/} would choose a preset.
 */
final class UploadNames {

    private final Set<String> taken = new HashSet<>();

    /**
     * @param stem the part before the ending
     * @param ending with its dot, or empty
     */
    record Name(String stem, String ending) {

        String full() {
            return stem + ending;
        }
    }

    /** A name that no earlier call has given, whatever the case of its letters. */
    Name next(Path photo) {
        String file = plain(photo.getFileName().toString());
        int dot = file.lastIndexOf('.');
        String stem = dot > 0 ? file.substring(0, dot) : file;
        String ending = dot > 0 ? file.substring(dot) : "";
        String unique = stem;
        for (int number = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); number++) {
            unique = stem + "-" + number;
        }
        return new Name(unique, ending);
    }

    /** What neither an S3 key nor another machine's file system takes well. */
    static String plain(String name) {
        return Text.printable(name).replaceAll("[?*:\"<>|\\\\]", "_");
    }
}
