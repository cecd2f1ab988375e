package dev.backdrop.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the input bucket hold the photos of a batch as they are on this machine. What is there already isn't uploaded again,
 * because a new upload would be a new photo, with a new job to pay for.
 */
final class BatchUpload {

    private static final int BLOCK = 1 << 16;

    private final LocalBackdrop backdrop;
    private final StopSignal stop;
    private final Map<String, Optional<Reason>> done = new HashMap<>();
    private Map<String, LocalBatches.Stored> stored = Map.of();
    private int uploaded;

    BatchUpload(LocalBackdrop backdrop, StopSignal stop) {
        this.backdrop = backdrop;
        this.stop = stop;
    }

    /** How many photos it has uploaded. */
    int uploaded() {
        return uploaded;
    }

    /** The same input, knowing which of its files can't be used. What the folder no longer has is taken out of the bucket. */
    BatchInput put(BatchInput input) {
        stored = backdrop.batches().stored(input.names().folder());
        List<BatchPhoto> photos = new ArrayList<>();
        for (BatchPhoto photo : input.photos()) {
            photos.add(photo.problem() == null && !stop.isRequested() ? put(photo) : photo);
        }
        if (!stop.isRequested()) {
            stored.keySet().stream()
                    .filter(key ->
                            done.getOrDefault(key, Optional.of(Reason.noFile())).isPresent())
                    .forEach(backdrop.batches()::remove);
            if (input.isManifest()) {
                putManifest(input.names().manifest(), photos);
            }
        }
        return input.with(photos);
    }

    private BatchPhoto put(BatchPhoto photo) {
        return done.computeIfAbsent(photo.key(), key -> put(key, photo.file()))
                .map(photo::without)
                .orElse(photo);
    }

    /** @return why the file can't be used */
    private Optional<Reason> put(String key, Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.of(Reason.noFile());
        }
        try {
            long size = Files.size(file);
            LocalBatches.Stored there = stored.get(key);
            if (there == null || there.size() != size || !there.etag().equals(md5(file))) {
                backdrop.upload(file, key, Map.of());
                uploaded++;
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of(Reason.unreadable(unreadable));
        } catch (RuntimeException notUploaded) {
            return Optional.of(Reason.notUploaded(notUploaded));
        }
    }

    private static String md5(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] block = new byte[BLOCK];
            for (int read = bytes.read(block); read >= 0; read = bytes.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }

    /** Each row that can be used, on the line that it has in its own manifest, so that complaints name the right one. */
    private void putManifest(String key, List<BatchPhoto> photos) {
        StringBuilder lines = new StringBuilder();
        long line = 1;
        for (BatchPhoto photo : photos) {
            if (photo.problem() != null) {
                continue;
            }
            lines.append("\n".repeat((int) (photo.line() - line)));
            ObjectNode row = JsonNodeFactory.instance.objectNode().put("key", photo.key());
            row.setAll(photo.request());
            lines.append(row).append('\n');
            line = photo.line() + 1;
        }
        try {
            Path list = Files.createTempFile("backdrop", ".jsonl");
            try {
                backdrop.upload(Files.writeString(list, lines), key, Map.of());
            } finally {
                Files.delete(list);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException("a list can't be written to the folder for temporary files", unwritable);
        }
    }
}
