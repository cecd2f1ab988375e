package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.ErrorName;
import dev.backdrop.local.asl.states.State;
import java.util.Map;
import java.util.Optional;

/** An inline Map: the same states for each item, several at once; the first iteration that fails stops the others. */
final class MapRun extends HandlingRun {

    /** As many as Step Functions runs at once for an inline Map. */
    private static final int MOST_AT_ONCE = 40;

    private final State.MapState map;
    private StrandGroup group;
    private JsonNode items;

    MapRun(Strand strand, State.MapState map, Value input) {
        super(strand, map, input);
        this.map = map;
    }

    @Override
    void attempt() {
        items = map.items()
                .map(template -> evaluate(template, bindings()))
                .orElse(input())
                .node();
        checkItems(items);
        int wanted = map.maxConcurrency()
                .map(template -> wholeNumber("MaxConcurrency", template, 0, Integer.MAX_VALUE))
                .orElse(0);
        run().record(HistoryEventType.MapStateStarted, map.name());
        group = new StrandGroup(this, items.size(), this::done, this::broke);
        if (items.isEmpty()) {
            done(JsonNodeFactory.instance.arrayNode());
            return;
        }
        int atOnce = wanted == 0 ? MOST_AT_ONCE : Math.min(wanted, MOST_AT_ONCE);
        for (int i = 0; i < Math.min(atOnce, items.size()); i++) {
            startNext(group);
        }
    }

    static void checkItems(JsonNode items) {
        if (!items.isArray()) {
            throw new StateFailure(
                    ErrorName.QUERY_EVALUATION_ERROR,
                    "Items must be an array, but came to " + items.getNodeType()
                            + "; JSONata makes one element of a list of one, [] behind the path keeps the list");
        }
    }

    private void startNext(StrandGroup current) {
        int index = current.added();
        if (current.over() || index >= items.size()) {
            return;
        }
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("Index", index);
        item.set("Value", items.get(index));
        ObjectNode context = context();
        context.putObject("Map").set("Item", item);
        Value input = map.itemSelector()
                .map(template -> evaluate(template, bindings(Map.of(), context)))
                .orElse(Value.of(items.get(index)));
        limited("item", input);
        run().record(HistoryEventType.MapIterationStarted, map.name());
        current.add(owner -> strand().inside(map.processor(), Optional.of(item), new Iteration(current, owner)))
                .start(input);
    }

    private void done(JsonNode results) {
        run().record(HistoryEventType.MapStateSucceeded, map.name());
        succeeded(Value.of(results));
    }

    private void broke(StateFailure failure) {
        run().record(HistoryEventType.MapStateFailed, map.name(), failure.error(), failure.cause());
        throw failure;
    }

    @Override
    void abandon() {
        if (group != null) {
            group.cancel();
        }
    }

    /** Tells the history, and makes room for the next item. */
    private final class Iteration implements Strand.Owner {

        private final StrandGroup current;
        private final Strand.Owner place;

        Iteration(StrandGroup current, Strand.Owner place) {
            this.current = current;
            this.place = place;
        }

        @Override
        public void succeeded(Value output) {
            strand().guarded(() -> {
                run().record(HistoryEventType.MapIterationSucceeded, map.name());
                startNext(current);
            });
            place.succeeded(output);
        }

        @Override
        public void failed(StateFailure failure) {
            strand().guarded(() ->
                    run().record(HistoryEventType.MapIterationFailed, map.name(), failure.error(), failure.cause()));
            place.failed(failure);
        }
    }
}
