package dev.backdrop.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a batch is about: a folder with all that is in it, or a manifest.
 *
 * @param names what it is called in the input bucket
 * @param photos in the order of their names, or of the manifest's rows
 * @param others files of the folder that aren't pictures by their names
 * @param isManifest whether the photos' requests may differ, so that a list of them is needed
 */
record BatchInput(BatchNames names, List<BatchPhoto> photos, long others, boolean isManifest) {

    BatchInput {
        photos = List.copyOf(photos);
    }

    /**
     * @param without folders whose files are none of the batch's, such as that of the results
     * @throws UsageException if there is nothing to be read there, saying why
     */
    static BatchInput named(Path path, List<Path> without) {
        if (!Files.exists(path)) {
            throw new UsageException(Text.printable(path.toString()) + ": there is no such folder or manifest");
        }
        if (Files.isDirectory(path)) {
            return BatchFolder.read(path, without);
        }
        if (!isManifest(path)) {
            throw new UsageException(Text.printable(path.toString()) + ": is neither a folder nor a manifest, which is"
                    + " a .csv or .jsonl file. For single photos there is ./backdrop run");
        }
        return LocalManifest.read(path);
    }

    private static boolean isManifest(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".jsonl");
    }

    /** What no two batches work on at once. */
    String target() {
        return isManifest ? names.manifest() : names.folder();
    }

    /** The part of the workflow's input that says what it is about. */
    ObjectNode order() {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        if (isManifest) {
            order.putObject("manifest").put("key", names.manifest());
        } else {
            order.put("folder", names.folder());
        }
        return order;
    }

    /** What can't be handed over, with the reasons. */
    List<Refusal> leftOut() {
        return photos.stream()
                .filter(photo -> photo.problem() != null)
                .map(BatchPhoto::refusal)
                .toList();
    }

    /** The same, knowing more about its photos. */
    BatchInput with(List<BatchPhoto> known) {
        return new BatchInput(names, known, others, isManifest);
    }
}
