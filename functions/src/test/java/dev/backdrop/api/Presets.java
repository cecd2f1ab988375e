package dev.backdrop.api;

import dev.backdrop.job.Job;
import dev.backdrop.job.PhotoRecord;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.job.Result;
import dev.backdrop.job.Source;
import dev.backdrop.photo.Photo;
import dev.backdrop.photo.PhotoFormat;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A photo store for its presets. */
final class Presets implements PhotoStore {

    private final Map<String, String> presets = new HashMap<>();

    void put(String name, String json) {
        presets.put(name, json);
    }

    @Override
    public Optional<byte[]> readPreset(String bucket, String name) {
        return Optional.ofNullable(presets.get(name)).map(json -> json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Upload> find(String bucket, String key, String versionId) {
        throw notTheApis();
    }

    @Override
    public Optional<byte[]> read(Source source) {
        throw notTheApis();
    }

    @Override
    public Reading readNamed(String bucket, String key, long maxBytes) {
        throw notTheApis();
    }

    @Override
    public String keepAnswer(String jobId, int attempt, byte[] bytes) {
        throw notTheApis();
    }

    @Override
    public Optional<byte[]> readKept(String key) {
        throw notTheApis();
    }

    @Override
    public PhotoRecord.Prepared savePrepared(
            String jobId, Role role, byte[] bytes, PhotoFormat format, int width, int height) {
        throw notTheApis();
    }

    @Override
    public Photo prepared(PhotoRecord.Prepared prepared) {
        throw notTheApis();
    }

    @Override
    public void saveResult(Job job, Result result, byte[] bytes) {
        throw notTheApis();
    }

    @Override
    public String resultBucket() {
        throw notTheApis();
    }

    private static AssertionError notTheApis() {
        return new AssertionError("the API reads nothing but presets here");
    }
}
