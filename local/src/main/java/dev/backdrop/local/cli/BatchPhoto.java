package dev.backdrop.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.PhotoJobs;
import java.nio.file.Path;

/**
 * A photo of a batch: a file of the folder, or a row of the manifest.
 *
 * @param name relative to the folder, or as the row says it
 * @param file null if the row names none
 * @param key in the input bucket, or null if it can't go there
 * @param line of the manifest, from 1, or null
 * @param request what the row asks for alone, or null
 * @param problem why it is left out before anything is done, or null
 */
record BatchPhoto(String name, Path file, String key, Long line, ObjectNode request, Reason problem) {

    static BatchPhoto unusable(String name, Path file, Long line, Reason problem) {
        return new BatchPhoto(name, file, null, line, null, problem);
    }

    /** The same, left out. */
    BatchPhoto without(Reason why) {
        return new BatchPhoto(name, file, key, line, request, why);
    }

    /** What a photo's result is named by, relative to the folder of results. */
    static String stem(String key) {
        String path = key.substring(BatchNames.folderLength(key));
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }

    PhotoJobs.Asked asked() {
        return new PhotoJobs.Asked(key, request);
    }

    /** For people. */
    String label() {
        return Text.printable(name) + (line == null ? "" : " (line " + line + ")");
    }
}
