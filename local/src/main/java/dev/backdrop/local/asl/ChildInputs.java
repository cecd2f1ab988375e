package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.dataset.Dataset;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.ErrorName;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Makes the inputs of child workflows out of items, as they are asked for. Not for many threads at once. */
final class ChildInputs {

    /** @param items how many items are in it */
    record ChildInput(Value value, int items) {}

    /**
     * How items are put together.
     *
     * @param maxBytes of a whole input
     */
    record Batching(int maxItems, int maxBytes, Optional<JsonNode> batchInput) {

        ObjectNode empty() {
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            batchInput.ifPresent(given -> input.set("BatchInput", given));
            input.putArray("Items");
            return input;
        }
    }

    private final Dataset dataset;
    private final Function<ObjectNode, Value> selector;
    private final Optional<Batching> batching;
    private int index;
    private Optional<Value> left = Optional.empty();

    /** @param selector makes an input of {@code $states.context.Map.Item} */
    ChildInputs(Dataset dataset, Function<ObjectNode, Value> selector, Optional<Batching> batching) {
        this.dataset = dataset;
        this.selector = selector;
        this.batching = batching;
    }

    /**
     * The next input; empty at the end.
     *
     * @throws StateFailure if there is none because an item can't be read, selected from, or is too large
     */
    Optional<ChildInput> next() {
        if (batching.isPresent()) {
            return batch(batching.get());
        }
        return item().map(value -> {
            refuseOver(StateRun.MOST_BYTES, value.bytes());
            return new ChildInput(value, 1);
        });
    }

    private Optional<Value> item() {
        if (left.isPresent()) {
            Optional<Value> item = left;
            left = Optional.empty();
            return item;
        }
        Optional<JsonNode> read;
        try {
            read = dataset.next();
        } catch (IOException unreadable) {
            throw new StateFailure(ErrorName.ITEM_READER_FAILED, unreadable.getMessage());
        }
        return read.map(value -> {
            ObjectNode item = JsonNodeFactory.instance.objectNode().put("Index", index++);
            item.set("Value", value);
            return selector.apply(item.put("Source", dataset.source()));
        });
    }

    private Optional<ChildInput> batch(Batching limits) {
        ObjectNode input = limits.empty();
        ArrayNode items = (ArrayNode) input.get("Items");
        int bytes = Value.of(input).bytes();
        while (items.size() < limits.maxItems()) {
            Optional<Value> item = item();
            if (item.isEmpty()) {
                break;
            }
            int more = item.get().bytes() + (items.isEmpty() ? 0 : 1);
            if (bytes + more > limits.maxBytes()) {
                if (items.isEmpty()) {
                    refuseOver(limits.maxBytes(), bytes + more);
                }
                left = item;
                break;
            }
            bytes += more;
            items.add(item.get().node());
        }
        return items.isEmpty() ? Optional.empty() : Optional.of(new ChildInput(Value.of(input), items.size()));
    }

    private void refuseOver(int most, int bytes) {
        if (bytes > most) {
            throw new StateFailure(
                    ErrorName.DATA_LIMIT_EXCEEDED,
                    "The input of a child workflow for item " + (index - 1) + " has " + bytes + " bytes; " + most
                            + " are allowed");
        }
    }
}
