package dev.backdrop.local.asl.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.integration.ObjectStore;
import dev.backdrop.local.asl.states.ResultWriter;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Results of child workflows on their way to S3: a file or more for each status and a manifest that names them. They wait
 * in temporary files. Not for many threads at once.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
public final class ResultFiles implements Closeable {

    /** The largest file that Step Functions writes. */
    public static final long LARGEST = 5L * 1024 * 1024 * 1024;

    /** What became of a child workflow; failed ones include those that timed out or were aborted. */
    public enum Outcome {
        FAILED,
        PENDING,
        SUCCEEDED
    }

    private final ObjectStore objects;
    private final String bucket;
    private final String folder;
    private final ResultWriter.OutputType type;
    private final long largest;
    private final Map<Outcome, List<Spool>> files = new EnumMap<>(Outcome.class);

    /**
     * @param folder key of the folder that the files go to, ending with a slash
     * @param largest bytes after which another file is begun
     */
    public ResultFiles(ObjectStore objects, String bucket, String folder, ResultWriter.OutputType type, long largest) {
        this.objects = objects;
        this.bucket = bucket;
        this.folder = folder;
        this.type = type;
        this.largest = largest;
        for (Outcome outcome : Outcome.values()) {
            files.put(outcome, new ArrayList<>());
        }
    }

    /** Takes one more result. */
    public void add(Outcome outcome, JsonNode result) throws IOException {
        byte[] text = result.toString().getBytes(StandardCharsets.UTF_8);
        List<Spool> spools = files.get(outcome);
        boolean lines = type == ResultWriter.OutputType.JSONL;
        if (spools.isEmpty() || last(spools).size() + text.length + 2 > largest) {
            end(spools);
            spools.add(Spool.create());
            if (!lines) {
                last(spools).write(new byte[] {'['});
            }
        } else if (!lines) {
            last(spools).write(new byte[] {','});
        }
        last(spools).write(text);
        if (lines) {
            last(spools).write(new byte[] {'\n'});
        }
    }

    private static Spool last(List<Spool> spools) {
        return spools.get(spools.size() - 1);
    }

    private void end(List<Spool> spools) throws IOException {
        if (!spools.isEmpty()) {
            if (type == ResultWriter.OutputType.JSON) {
                last(spools).write(new byte[] {']'});
            }
            last(spools).complete();
        }
    }

    /**
     * Writes everything to S3, the manifest last. Blocks.
     *
     * @return the manifest's Bucket and Key
     * @throws IOException if something can't be written, saying why for people
     */
    public ObjectNode write(String mapRunArn) throws IOException {
        ObjectNode manifest = JsonNodeFactory.instance
                .objectNode()
                .put("DestinationBucket", bucket)
                .put("MapRunArn", mapRunArn);
        ObjectNode all = manifest.putObject("ResultFiles");
        for (Outcome outcome : Outcome.values()) {
            write(outcome, all.putArray(outcome.name()));
        }
        String key = folder + "manifest.json";
        objects.write(bucket, key, "application/json", bytes(manifest.toString().getBytes(StandardCharsets.UTF_8)));
        return JsonNodeFactory.instance.objectNode().put("Bucket", bucket).put("Key", key);
    }

    private void write(Outcome outcome, ArrayNode entries) throws IOException {
        List<Spool> spools = files.get(outcome);
        end(spools);
        boolean lines = type == ResultWriter.OutputType.JSONL;
        for (int i = 0; i < spools.size(); i++) {
            String key = folder + outcome + "_" + i + (lines ? ".jsonl" : ".json");
            objects.write(bucket, key, lines ? "application/jsonl" : "application/json", spools.get(i));
            entries.addObject().put("Key", key).put("Size", spools.get(i).size());
        }
    }

    private static ObjectStore.Content bytes(byte[] bytes) {
        return new ObjectStore.Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    @Override
    public void close() throws IOException {
        for (List<Spool> spools : files.values()) {
            for (Spool spool : spools) {
                spool.close();
            }
        }
    }
}
