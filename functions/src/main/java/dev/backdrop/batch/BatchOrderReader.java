package dev.backdrop.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.BatchOrder.Manifest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads what an execution of the batch workflow was started with. */
public final class BatchOrderReader {

    private static final int MOST_AT_ONCE = 1_000;
    private static final List<String> ROOTS = List.of("batches/", "uploads/");
    private static final Set<String> FIELDS = Set.of(
            "folder",
            "manifest",
            "request",
            "dryRun",
            "confirm",
            "concurrency",
            "toleratedFailurePercent",
            "failedOnly",
            "acceptPossibleCharge",
            "scheduled");

    private BatchOrderReader() {}

    /** @throws InvalidBatchException for anything else */
    public static BatchOrder read(JsonNode json) {
        if (!json.isObject()) {
            throw new InvalidBatchException("the input must be an object with a folder or a manifest");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new InvalidBatchException(name + ": is unknown; known are " + new TreeSet<>(FIELDS));
            }
        });
        JsonNode failed = json.path("failedOnly");
        BatchOrder order = new BatchOrder(
                folder(present(json, "folder")),
                manifest(present(json, "manifest")),
                request(present(json, "request")),
                flag(json, "dryRun"),
                flag(json, "confirm"),
                concurrency(present(json, "concurrency")),
                percent(present(json, "toleratedFailurePercent")),
                failed.isTextual() ? failed.textValue().strip() : null,
                failed.isTextual() || flag(json, "failedOnly"),
                flag(json, "acceptPossibleCharge"),
                flag(json, "scheduled"));
        return checked(order);
    }

    private static BatchOrder checked(BatchOrder order) {
        if (order.folder() != null && order.manifest() != null) {
            throw new InvalidBatchException("folder and manifest are both given; name one of them");
        }
        if (order.target() == null && order.failedOf() == null) {
            throw new InvalidBatchException(
                    "neither folder nor manifest is given. Name a folder of the input bucket, such as batches/autumn/,"
                            + " or a manifest, such as batches/autumn.csv");
        }
        return order;
    }

    /** Null counts as left out. */
    private static JsonNode present(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String folder(JsonNode value) {
        if (value == null) {
            return null;
        }
        String folder = value.isTextual() ? value.textValue().strip() : "";
        String closed = folder.endsWith("/") ? folder : folder + "/";
        if (ROOTS.stream().noneMatch(closed::startsWith)) {
            throw new InvalidBatchException("folder: must be a text that starts with batches/ or uploads/");
        }
        return closed;
    }

    private static Manifest manifest(JsonNode value) {
        if (value == null) {
            return null;
        }
        JsonNode key = value.isObject() ? value.path("key") : value;
        String text = key.isTextual() ? key.textValue().strip() : "";
        if (!text.startsWith("batches/") || !Formats.isManifest(text)) {
            throw new InvalidBatchException(
                    "manifest: must be the key of a .csv or .jsonl file in the input bucket, under batches/");
        }
        return new Manifest(text);
    }

    private static ObjectNode request(JsonNode value) {
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidBatchException("request: must be an object with fields of a request");
    }

    private static boolean flag(JsonNode json, String name) {
        JsonNode value = present(json, name);
        if (value == null) {
            return false;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (name.equals("failedOnly") && value.isTextual()) {
            return true;
        }
        throw new InvalidBatchException(name + ": must be true or false");
    }

    private static Integer concurrency(JsonNode value) {
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < 1
                || value.intValue() > MOST_AT_ONCE) {
            throw new InvalidBatchException("concurrency: must be a whole number from 1 to " + MOST_AT_ONCE);
        }
        return value.intValue();
    }

    private static Double percent(JsonNode value) {
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > 100) {
            throw new InvalidBatchException("toleratedFailurePercent: must be a number from 0 to 100");
        }
        return value.doubleValue();
    }
}
