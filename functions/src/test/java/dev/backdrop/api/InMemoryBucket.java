package dev.backdrop.api;

import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.Sha256;
import dev.backdrop.job.Source;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Objects in a map, each in one version. */
final class InMemoryBucket implements InputBucket {

    static final String NAME = "photos-in";

    private final Map<String, Stored> objects = new HashMap<>();
    private final Effects effects;
    private final Clock clock;
    private int writes;

    record Stored(byte[] bytes, String contentType, Map<String, String> metadata) {}

    InMemoryBucket(Effects effects, Clock clock) {
        this.effects = effects;
        this.clock = clock;
    }

    void put(String key, String text, Map<String, String> metadata) {
        objects.put(key, new Stored(text.getBytes(), "image/jpeg", metadata));
    }

    Map<String, Stored> objects() {
        return objects;
    }

    int writes() {
        return writes;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<PhotoStore.Upload> find(String key, String versionId) {
        return effects.pass(() -> Optional.ofNullable(objects.get(key))
                .filter(stored -> versionId == null || versionId.equals("v1"))
                .map(stored -> new PhotoStore.Upload(
                        new Source(NAME, key, "v1", Sha256.hex(stored.bytes()).substring(0, 32), stored.bytes().length),
                        stored.metadata())));
    }

    @Override
    public boolean hasAny(String prefix) {
        return effects.pass(() -> objects.keySet().stream().anyMatch(key -> key.startsWith(prefix)));
    }

    @Override
    public UploadLink uploadLink(String key, String contentType, long size, Duration validity) {
        return new UploadLink(
                URI.create("https://" + NAME + ".example.com/" + key + "?signature=abc"),
                Map.of("Content-Type", contentType, "Content-Length", Long.toString(size), "If-None-Match", "*"),
                clock.instant().plus(validity));
    }

    @Override
    public void save(String key, String contentType, byte[] bytes) {
        effects.pass(() -> {
            if (objects.putIfAbsent(key, new Stored(bytes, contentType, Map.of())) == null) {
                writes++;
            }
            return key;
        });
    }
}
