package dev.backdrop.local.simulator.perfectcorp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * What a task is asked to do. Exactly one of file and address is there.
 *
 * @param fileId of a registered photo
 * @param address of a photo somewhere else
 * @param scene the prompt, or the template that replaces it
 */
record TaskRequest(Optional<String> fileId, Optional<URI> address, String scene) {

    private static final Set<String> FIELDS = Set.of("src_file_id", "src_file_url", "prompt", "type", "template_id");

    /** @throws Refusal if the body isn't what the contract says */
    static TaskRequest read(ObjectNode body, Set<String> templates) {
        for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                throw Refusal.unexpectedParameter(name);
            }
        }
        Optional<String> fileId = text(body, "src_file_id");
        Optional<URI> address = text(body, "src_file_url").map(TaskRequest::address);
        if (fileId.isPresent() == address.isPresent()) {
            throw Refusal.invalidParameters("exactly one of src_file_id and src_file_url is needed");
        }
        return new TaskRequest(fileId, address, scene(body, templates));
    }

    private static String scene(ObjectNode body, Set<String> templates) {
        Optional<String> prompt = text(body, "prompt");
        Optional<String> template = text(body, "template_id");
        return switch (text(body, "type").orElse("prompt")) {
            case "prompt" -> prompt.orElseThrow(() -> Refusal.invalidParameters("prompt is missing"));
            case "template" -> {
                if (template.isPresent() && !templates.contains(template.get())) {
                    throw Refusal.invalidStyle();
                }
                yield "template " + template.orElse("default");
            }
            default -> throw Refusal.invalidParameters("type must be prompt or template");
        };
    }

    private static Optional<String> text(ObjectNode body, String name) {
        JsonNode value = body.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw Refusal.invalidParameters(name + " must be a text that isn't empty");
        }
        return Optional.of(value.textValue());
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Said below, in the same words as an address of another scheme.
        }
        throw Refusal.invalidParameters("src_file_url must be an http or https address");
    }
}
