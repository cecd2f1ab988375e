package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.BatchStore;
import java.util.Set;

/** {@code GET /batches}. */
final class ListBatches implements Route.Operation {

    static final int LIMIT = 20;

    private final BatchStore batches;
    private final BatchView view;

    ListBatches(BatchStore batches, BatchView view) {
        this.batches = batches;
        this.view = view;
    }

    @Override
    public Answer run(Call call) {
        String cursor =
                Query.read(call.query(), Set.of("cursor")).text("cursor").orElse(null);
        BatchStore.Page page = page(cursor);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("batches");
        page.batches().forEach(batch -> list.add(view.of(batch)));
        if (page.cursor() != null) {
            json.put("cursor", page.cursor());
        }
        return Answer.of(200, json);
    }

    private BatchStore.Page page(String cursor) {
        try {
            return batches.newest(LIMIT, cursor);
        } catch (IllegalArgumentException notOurs) {
            throw new ProblemException(
                    Problem.badField("cursor", "is not one that this list gave; take it from the page before"));
        }
    }
}
