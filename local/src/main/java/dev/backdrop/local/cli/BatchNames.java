package dev.backdrop.local.cli;

import dev.backdrop.job.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a batch of a folder is called in the input bucket. The same folder has the same name whenever and from wherever it is
 * named, so that what is done is found again; two folders of the same name don't mix.
 */
final class BatchNames {

    static final String ROOT = "batches/";

    private static final int LONGEST = 30;
    private static final int DIGITS = 8;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final String name;

    /** @param real the real path of a folder or a manifest */
    BatchNames(Path real) {
        String plain = real.getFileName() == null ? "root" : real.getFileName().toString();
        String word =
                plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String hash =
                Sha256.hex(real.toString().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
        this.name = (word.length() > LONGEST ? word.substring(0, LONGEST) : word) + "-" + hash;
    }

    /** The prefix of its photos, ending in a slash. */
    String folder() {
        return ROOT + name + "/";
    }

    /** Where the list of its photos goes, if it has one: beside the folder. */
    String manifest() {
        return ROOT + name + ".jsonl";
    }

    /** @param relative to the folder */
    String key(Path relative) {
        return folder()
                + StreamSupport.stream(relative.spliterator(), false)
                        .map(part -> UploadNames.plain(part.toString()))
                        .collect(Collectors.joining("/"));
    }

    /** A new one each time. */
    String batchId(Instant now) {
        return name + "-" + TIME.format(now) + "-"
                + UUID.randomUUID().toString().substring(0, 4);
    }

    /** Of {@code batches/<name>/}. */
    static int folderLength(String key) {
        return key.indexOf('/', ROOT.length()) + 1;
    }
}
