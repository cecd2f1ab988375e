package dev.backdrop.local.simulator.fashn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.request.OutputFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a task is asked to do.
 *
 * @param image an address or a data URI, good or not: that shows when the task runs
 * @param base64 whether the result comes inside the status
 */
record TaskRequest(String image, String prompt, long seed, OutputFormat format, boolean base64) {

    private static final Set<String> FIELDS = Set.of("model_name", "inputs");

    /** Those of the model's page, and the one that only the vendor's client libraries know. */
    private static final Set<String> INPUTS =
            Set.of("image", "prompt", "seed", "output_format", "return_base64", "disable_prompt_enhancement");

    private static final long USUAL_SEED = 42;
    private static final long LARGEST_SEED = (1L << 32) - 1;

    /** @throws Refusal if the body isn't what the page says */
    static TaskRequest read(ObjectNode body, List<String> models) {
        onlyThese(FIELDS, body);
        String model = text(body, "model_name");
        if (!models.contains(model)) {
            throw Refusal.badRequest("Unknown model_name '" + model + "'");
        }
        if (!(body.get("inputs") instanceof ObjectNode inputs)) {
            throw Refusal.badRequest("inputs must be an object");
        }
        onlyThese(INPUTS, inputs);
        flag(inputs, "disable_prompt_enhancement");
        return new TaskRequest(
                text(inputs, "image"),
                text(inputs, "prompt"),
                seed(inputs),
                format(inputs),
                flag(inputs, "return_base64"));
    }

    private static void onlyThese(Set<String> known, ObjectNode object) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw Refusal.badRequest("Unknown parameter '" + name + "'");
            }
        }
    }

    private static String text(ObjectNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw Refusal.badRequest(name + " is required and must be a text that isn't empty");
        }
        return value.textValue();
    }

    private static long seed(ObjectNode inputs) {
        JsonNode seed = inputs.get("seed");
        if (seed == null) {
            return USUAL_SEED;
        }
        boolean good = seed.isIntegralNumber()
                && seed.canConvertToLong()
                && seed.longValue() >= 0
                && seed.longValue() <= LARGEST_SEED;
        if (!good) {
            throw Refusal.badRequest("seed must be a whole number from 0 to " + LARGEST_SEED);
        }
        return seed.longValue();
    }

    private static OutputFormat format(ObjectNode inputs) {
        JsonNode format = inputs.get("output_format");
        return switch (Optional.ofNullable(format)
                .map(value -> value.asText(""))
                .orElse("png")) {
            case "png" -> OutputFormat.PNG;
            case "jpeg" -> OutputFormat.JPEG;
            default -> throw Refusal.badRequest("output_format must be png or jpeg");
        };
    }

    private static boolean flag(ObjectNode inputs, String name) {
        JsonNode flag = inputs.get(name);
        if (flag != null && !flag.isBoolean()) {
            throw Refusal.badRequest(name + " must be true or false");
        }
        return flag != null && flag.booleanValue();
    }
}
