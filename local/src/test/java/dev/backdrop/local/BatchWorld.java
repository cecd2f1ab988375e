package dev.backdrop.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.aws.DynamoBatchStore;
import dev.backdrop.aws.DynamoJobStore;
import dev.backdrop.batch.Batch;
import dev.backdrop.json.Json;
import dev.backdrop.local.asl.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;

/** Batches in the {@link World}: starts them, sees them through, and reads what they left. */
final class BatchWorld implements AutoCloseable {

    static final String PROMPT = "{\"background\":{\"prompt\":\"on a marble table\"},\"provider\":\"perfectcorp\"}";

    final World world;
    final DynamoBatchStore batches;
    final DynamoJobStore jobs;

    BatchWorld(World world) {
        this.world = world;
        this.batches = new DynamoBatchStore(
                world.cloud.clients().dynamoDb(), world.cloud.name("BatchesTable"), Duration.ofDays(1));
        this.jobs =
                new DynamoJobStore(world.cloud.clients().dynamoDb(), world.cloud.name("JobsTable"), Duration.ofDays(1));
    }

    static BatchWorld start() {
        return new BatchWorld(World.start());
    }

    static BatchWorld start(Map<String, String> settings) {
        return new BatchWorld(World.start(options -> options, settings));
    }

    void put(String key, byte[] bytes) {
        world.upload(key, bytes, Map.of());
    }

    void put(String key, String text) {
        world.s3().putObject(put -> put.bucket(world.inputBucket()).key(key), RequestBody.fromString(text));
    }

    /** {@code batches/<folder>/00.jpg} and so on. */
    void photos(String folder, int count) {
        byte[] photo = World.jpeg(320, 240);
        for (int i = 0; i < count; i++) {
            put("batches/" + folder + "/" + String.format("%03d.jpg", i), photo);
        }
    }

    Execution begin(String batchId, String input) {
        return world.cloud.start("BatchWorkflow", batchId, json(input));
    }

    Batch run(String batchId, String input) {
        begin(batchId, input);
        world.run();
        return batch(batchId);
    }

    Batch runFolder(String batchId, String folder) {
        return run(batchId, "{\"folder\":\"batches/" + folder + "/\",\"request\":" + PROMPT + "}");
    }

    Batch batch(String batchId) {
        return batches.find(batchId)
                .orElseThrow(() -> new AssertionError("no batch " + batchId + "; " + world.cloud.executions()));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String file(String key) {
        return world.s3()
                .getObjectAsBytes(
                        get -> get.bucket(world.cloud.name("OutputBucket")).key(key))
                .asString(StandardCharsets.UTF_8);
    }

    JsonNode report(Batch batch) {
        return json(file(batch.ending().report().json()));
    }

    List<JsonNode> rows(Batch batch) {
        List<JsonNode> rows = new ArrayList<>();
        report(batch).path("rows").forEach(rows::add);
        return rows;
    }

    long lockItems() {
        return world
                .cloud
                .clients()
                .dynamoDb()
                .scan(scan -> scan.tableName(world.cloud.name("BatchesTable")))
                .items()
                .stream()
                .filter(item -> item.containsKey("holder"))
                .count();
    }

    @Override
    public void close() {
        world.close();
    }
}
