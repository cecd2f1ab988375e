package dev.backdrop.local.asl;

import dev.backdrop.local.asl.integration.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Objects by bucket and key. */
final class MemoryObjects implements ObjectStore {

    final TreeMap<String, byte[]> objects = new TreeMap<>();
    boolean refusesWrites;

    void put(String address, String text) {
        objects.put(address, text.getBytes(StandardCharsets.UTF_8));
    }

    String text(String address) {
        byte[] bytes = objects.get(address);
        if (bytes == null) {
            throw new AssertionError("no " + address + " among " + objects.keySet());
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void read(String bucket, String key, Optional<String> version, OutputStream to) throws IOException {
        byte[] bytes =
                objects.get(bucket + "/" + key + version.map(id -> "?" + id).orElse(""));
        if (bytes == null) {
            throw new FileNotFoundException("there is no " + bucket + "/" + key);
        }
        to.write(bytes);
    }

    @Override
    public void list(String bucket, String prefix, Predicate<Listed> each) {
        String start = bucket + "/" + prefix;
        for (var object : objects.tailMap(start).entrySet()) {
            if (!object.getKey().startsWith(start)
                    || !each.test(new Listed(
                            object.getKey().substring(bucket.length() + 1),
                            "\"tag\"",
                            Instant.ofEpochSecond(1_700_000_000),
                            object.getValue().length,
                            "STANDARD"))) {
                return;
            }
        }
    }

    @Override
    public void write(String bucket, String key, String contentType, Content content) throws IOException {
        if (refusesWrites) {
            throw new IOException("access to " + bucket + " is denied");
        }
        try (InputStream in = content.open()) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length != content.size()) {
                throw new IOException("the size is wrong: " + bytes.length + " instead of " + content.size());
            }
            objects.put(bucket + "/" + key, bytes);
        }
    }
}
