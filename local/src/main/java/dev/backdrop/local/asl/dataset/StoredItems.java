package dev.backdrop.local.asl.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.integration.ObjectStore;
import dev.backdrop.local.asl.states.ItemReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Items from S3. They are fetched into a temporary file and read through once before the first is handed out: so a file
 * that is broken somewhere starts nothing, and the number of items is known.
 */
public final class StoredItems implements Dataset {

    private interface Opener {
        ItemStream open() throws IOException;
    }

    private final Spool spool;
    private final String source;
    private final long size;
    private final ItemStream items;
    private long given;

    private StoredItems(Spool spool, String source, Opener opener, long maxItems) throws IOException {
        this.spool = spool;
        this.source = source;
        this.size = count(opener.open(), maxItems);
        this.items = opener.open();
    }

    /**
     * Fetches and checks the items. Blocks.
     *
     * @param arguments of the reader
     * @param maxItems no more than this are read
     * @throws IOException if they can't be read, saying why for people
     */
    public static Dataset open(ItemReader reader, JsonNode arguments, long maxItems) throws IOException {
        String bucket = text(arguments, "Bucket");
        Spool spool = Spool.create();
        try {
            if (reader.format() instanceof ItemReader.Format.ObjectList) {
                list(reader.objects(), bucket, arguments.path("Prefix").asText(""), maxItems, spool);
                return new StoredItems(spool, "S3://" + bucket, () -> new JsonLines(spool.open()), maxItems);
            }
            String key = text(arguments, "Key");
            Optional<String> version =
                    Optional.ofNullable(arguments.get("VersionId")).map(JsonNode::asText);
            reader.objects().read(bucket, key, version, spool.writer());
            spool.complete();
            String source = "S3://" + bucket + "/" + key;
            return named(
                    source,
                    () -> new StoredItems(
                            spool, source, () -> stream(reader.format(), unpacked(key, spool)), maxItems));
        } catch (IOException | RuntimeException failed) {
            spool.close();
            throw failed;
        }
    }

    private interface Reading {
        Dataset read() throws IOException;
    }

    private static Dataset named(String source, Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException broken) {
            throw new IOException(source + " can't be read: " + broken.getMessage(), broken);
        }
    }

    private static String text(JsonNode arguments, String name) throws IOException {
        JsonNode value = arguments.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new IOException(name + " of the ItemReader must be text, but came to " + value);
        }
        return value.textValue();
    }

    private static void list(ObjectStore objects, String bucket, String prefix, long maxItems, Spool spool)
            throws IOException {
        long[] left = {maxItems};
        IOException[] failure = new IOException[1];
        objects.list(bucket, prefix, listed -> {
            try {
                spool.write((item(listed) + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException full) {
                failure[0] = full;
            }
            return --left[0] > 0 && failure[0] == null;
        });
        if (failure[0] != null) {
            throw failure[0];
        }
        spool.complete();
    }

    private static ObjectNode item(ObjectStore.Listed listed) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Etag", listed.etag())
                .put("Key", listed.key())
                .put("LastModified", listed.lastModified().getEpochSecond())
                .put("Size", listed.size())
                .put("StorageClass", listed.storageClass());
    }

    private static InputStream unpacked(String key, Spool spool) throws IOException {
        if (key.endsWith(".zst") || key.endsWith(".zstd")) {
            throw new IOException("ZSTD isn't supported; GZIP is");
        }
        return key.endsWith(".gz") ? new GZIPInputStream(spool.open()) : spool.open();
    }

    private static ItemStream stream(ItemReader.Format format, InputStream in) throws IOException {
        if (format instanceof ItemReader.Format.Csv csv) {
            return new CsvRows(in, csv.delimiter(), csv.headers());
        }
        return format instanceof ItemReader.Format.Json ? new JsonArray(in) : new JsonLines(in);
    }

    private static long count(ItemStream items, long most) throws IOException {
        long count = 0;
        while (count < most && items.next().isPresent()) {
            count++;
        }
        return count;
    }

    @Override
    public Optional<JsonNode> next() throws IOException {
        if (given == size) {
            return Optional.empty();
        }
        given++;
        return items.next();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
