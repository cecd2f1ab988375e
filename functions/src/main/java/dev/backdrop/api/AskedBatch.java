package dev.backdrop.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.BatchOrder;
import dev.backdrop.batch.BatchOrderReader;
import dev.backdrop.batch.Formats;
import dev.backdrop.batch.InvalidBatchException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the caller of {@code POST /batches} wants.
 *
 * @param input what the batch workflow is started with
 * @param order the same, as the workflow reads it
 */
record AskedBatch(ObjectNode input, BatchOrder order) {

    private static final List<String> FLAGS = List.of("dryRun", "confirm", "acceptPossibleCharge");
    static final Set<String> FIELDS = Stream.of(
                    AskedRequest.FIELDS,
                    FLAGS,
                    List.of("folder", "manifest", "failedOnly", "concurrency", "toleratedFailurePercent"))
            .flatMap(names -> names.stream())
            .collect(Collectors.toUnmodifiableSet());

    /** Bytes: what S3 allows, with room for a photo's own name. */
    private static final int LONGEST_FOLDER = 900;

    private static final int LONGEST_KEY = 1024;
    private static final int MOST_AT_ONCE = 1_000;

    /**
     * @throws ProblemException for what the body alone shows to be wrong
     * @throws dev.backdrop.request.InvalidRequestException naming the field of the request that is wrong
     */
    static AskedBatch read(ObjectNode body) {
        Fields fields = Fields.of(body, "", FIELDS);
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        photos(fields, input);
        ObjectNode asked = AskedRequest.of(body);
        if (!asked.isEmpty()) {
            input.set("request", asked);
        }
        for (String flag : FLAGS) {
            if (fields.flag(flag, false)) {
                input.put(flag, true);
            }
        }
        if (fields.has("concurrency")) {
            input.put("concurrency", fields.number("concurrency", 1, MOST_AT_ONCE));
        }
        if (fields.has("toleratedFailurePercent")) {
            input.put("toleratedFailurePercent", fields.decimal("toleratedFailurePercent", 0, 100));
        }
        return new AskedBatch(input, order(input));
    }

    private static void photos(Fields fields, ObjectNode input) {
        if (fields.has("folder")) {
            input.put("folder", folder(fields));
        }
        if (fields.has("manifest")) {
            if (fields.has("folder")) {
                throw fields.wrong("manifest", "can't be combined with folder");
            }
            input.putObject("manifest").put("key", manifest(fields.object("manifest", Set.of("key"))));
        }
        if (fields.has("failedOnly")) {
            input.set("failedOnly", failedOnly(fields));
        }
        if (!input.has("folder")
                && !input.has("manifest")
                && !input.path("failedOnly").isTextual()) {
            throw fields.wrong(
                    "folder",
                    "is missing; name a folder, a manifest, or in failedOnly the batch whose failed jobs are meant");
        }
    }

    private static String folder(Fields fields) {
        String folder = fields.shortText("folder", LONGEST_FOLDER).orElseThrow();
        if (!folder.startsWith("uploads/") && !folder.startsWith("batches/")) {
            throw fields.wrong("folder", "must be under uploads/ or batches/");
        }
        demandPlain(fields, "folder", folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder);
        return folder;
    }

    private static String manifest(Fields manifest) {
        String key = manifest.shortText("key", LONGEST_KEY).orElseThrow(() -> manifest.wrong("key", "is missing"));
        if (!key.startsWith("batches/")) {
            throw manifest.wrong("key", "must be under batches/");
        }
        if (!Formats.isManifest(key)) {
            throw manifest.wrong("key", "must end in .csv or .jsonl");
        }
        demandPlain(manifest, "key", key);
        return key;
    }

    /** What means one place to S3 and another to whoever takes it for a path isn't taken at all. */
    private static void demandPlain(Fields fields, String name, String path) {
        if (path.codePoints().anyMatch(AskedBatch::isNoText) || !path.equals(path.strip())) {
            throw fields.wrong(name, "has control characters, or white space at an end");
        }
        if (Stream.of(path.split("/", -1)).anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            throw fields.wrong(name, "must be a plain path, without empty parts, . and ..");
        }
    }

    private static boolean isNoText(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
    }

    private static JsonNode failedOnly(Fields fields) {
        JsonNode value = fields.value("failedOnly");
        if (!value.isBoolean() && !(value.isTextual() && BatchPath.isBatchId(value.textValue()))) {
            throw fields.wrong(
                    "failedOnly", "must be a batch's id; or true, for what has failed of a folder or a manifest");
        }
        return value;
    }

    private static BatchOrder order(ObjectNode input) {
        try {
            return BatchOrderReader.read(input);
        } catch (InvalidBatchException wrong) {
            throw new ProblemException(Problem.badRequest(wrong.getMessage()));
        }
    }
}
