package dev.backdrop.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.PhotoJobs;
import dev.backdrop.batch.Refusal;
import dev.backdrop.failure.FailureCode;
import java.nio.file.Path;

/**
 * A photo of a batch: a file of the folder, or a row of the manifest.
 *
 * @param name relative to the folder, or as the row says it
 * @param file null if the row names none
 * @param key in the input bucket, also of a file that can't go there as it is; null if it has none
 * @param line of the manifest, from 1, or null
 * @param request what the row asks for alone, or null
 * @param problem why it is left out before anything is done, or null
 */
record BatchPhoto(String name, Path file, String key, Long line, ObjectNode request, Reason problem) {

    /** What a row is called that doesn't say its photo. */
    static final String NO_KEY = "(no key)";

    static BatchPhoto unusable(String name, Path file, String key, Long line, Reason problem) {
        return new BatchPhoto(name, file, key, line, null, problem);
    }

    /** For a plan that can't see it. Only of a photo that has a problem. */
    Refusal refusal() {
        FailureCode code = FailureCode.UNSUPPORTED_REQUEST.name().equals(problem.code())
                ? FailureCode.UNSUPPORTED_REQUEST
                : FailureCode.INVALID_PHOTO;
        String called = name.equals(NO_KEY) ? null : name;
        return new Refusal(line, key == null ? called : key, null, code, problem.message());
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
