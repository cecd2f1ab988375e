package dev.backdrop.local.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** What the description promises of one answer, and whether a reply keeps it. */
public final class Promise {

    private final Outcome outcome;
    private final JsonNode response;

    public Promise(ApiDescription description, Outcome outcome) {
        this.outcome = outcome;
        this.response = description.response(outcome);
    }

    /** What isn't as promised, or isn't in the description; nothing if all is well. */
    public List<String> broken(Reply reply) {
        List<String> broken = new ArrayList<>();
        if (reply.status() != outcome.status()) {
            broken.add("the status is " + reply.status());
        }
        if (!reply.mediaType().equals(outcome.mediaType())) {
            broken.add("the type is " + reply.mediaType());
        }
        if (broken.isEmpty()) {
            JsonNode schema = response.path("content").path(outcome.mediaType()).path("schema");
            broken.addAll(Schemas.complaints(Schemas.closed(schema), reply.body()));
            if (!isTheGateways()) {
                headers(reply, broken);
            }
        }
        return broken;
    }

    /** The gateway's short errors have none of our headers. */
    private boolean isTheGateways() {
        return outcome.status() >= 400 && outcome.mediaType().equals(Outcome.JSON);
    }

    private void headers(Reply reply, List<String> broken) {
        response.path("headers").properties().forEach(header -> {
            JsonNode schema = header.getValue().path("schema");
            reply.header(header.getKey())
                    .ifPresentOrElse(
                            value -> Schemas.complaints(schema, typed(value, schema))
                                    .forEach(complaint -> broken.add(header.getKey() + ": " + complaint)),
                            () -> broken.add("the header " + header.getKey() + " is missing"));
        });
    }

    /** A header's or a parameter's text as what its schema takes it for. */
    static JsonNode typed(String text, JsonNode schema) {
        String type = schema.path("type").asText();
        if (type.equals("integer") && text.matches("-?[0-9]{1,18}")) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
        }
        return JsonNodeFactory.instance.textNode(text);
    }
}
