package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.dataset.InlineItems;
import dev.backdrop.local.asl.dataset.ResultFiles;
import dev.backdrop.local.asl.dataset.StoredItems;
import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.ErrorName;
import dev.backdrop.local.asl.states.ItemReader;
import dev.backdrop.local.asl.states.ResultWriter;
import dev.backdrop.local.asl.states.State;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.asl.states.WorkflowType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;

/** A Map in distributed mode: evaluates its fields, leaves the work to a Map Run, and goes on with its result. */
final class DistributedMapRun extends HandlingRun {

    /** As many as Step Functions runs at once. */
    private static final int MOST_AT_ONCE = 10_000;

    private static final int MOST_ITEMS = 100_000_000;

    /** As long as an Express workflow may take. */
    private static final Duration LONGEST_EXPRESS = Duration.ofMinutes(5);

    private final State.DistributedMapState map;
    private ChildWorkflows children;

    DistributedMapRun(Strand strand, State.DistributedMapState map, Value input) {
        super(strand, map, input);
        this.map = map;
    }

    @Override
    void attempt() {
        ChildWorkflows.Plan plan = plan();
        run().record(HistoryEventType.MapStateStarted, map.name());
        run().record(HistoryEventType.MapRunStarted, map.name());
        children = new ChildWorkflows(run().engine(), plan, new Back());
        children.start();
    }

    @Override
    void abandon() {
        if (children != null) {
            children.cancel();
        }
    }

    private ChildWorkflows.Plan plan() {
        String parent = run().machine().arn();
        String machine = parent.contains("/") ? parent.substring(0, parent.indexOf('/')) : parent;
        String labelled = machine + "/" + map.label().orElseGet(() -> madeUpLabel(machine));
        String id = run().engine().uuid();
        Optional<Duration> longest =
                map.workflowType() == WorkflowType.EXPRESS ? Optional.of(LONGEST_EXPRESS) : Optional.empty();
        int wanted = map.maxConcurrency()
                .map(template -> wholeNumber("MaxConcurrency", template, 0, Integer.MAX_VALUE))
                .orElse(0);
        return new ChildWorkflows.Plan(
                labelled.replace(":stateMachine:", ":mapRun:") + ":" + id,
                new StateMachine(labelled, map.processor(), longest),
                map.workflowType(),
                dataset(),
                this::select,
                map.batcher()
                        .map(batcher -> new ChildInputs.Batching(
                                whole("MaxItemsPerBatch", batcher.maxItems(), 1, MOST_ITEMS)
                                        .orElse(MOST_ITEMS),
                                whole("MaxInputBytesPerBatch", batcher.maxBytes(), 1, MOST_BYTES)
                                        .orElse(MOST_BYTES),
                                batcher.batchInput()
                                        .map(template ->
                                                evaluate(template, bindings()).node()))),
                wanted == 0 ? MOST_AT_ONCE : Math.min(wanted, MOST_AT_ONCE),
                threshold(),
                results(id));
    }

    /** The same for each run of the state. */
    private String madeUpLabel(String machine) {
        return UUID.nameUUIDFromBytes((machine + "/" + map.name()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private Optional<Integer> whole(String field, Optional<Template> template, int least, int most) {
        return template.map(given -> wholeNumber(field, given, least, most));
    }

    private ChildWorkflows.Opener dataset() {
        if (map.reader().isPresent()) {
            ItemReader reader = map.reader().get();
            JsonNode arguments = limited("ItemReader", evaluate(reader.arguments(), bindings()))
                    .node();
            int most = whole("MaxItems", reader.maxItems(), 1, MOST_ITEMS).orElse(MOST_ITEMS);
            return () -> StoredItems.open(reader, arguments, most);
        }
        JsonNode items = map.items()
                .map(template -> evaluate(template, bindings()))
                .orElse(input())
                .node();
        MapRun.checkItems(items);
        return () -> new InlineItems(items);
    }

    private Value select(ObjectNode item) {
        if (map.itemSelector().isEmpty()) {
            return Value.of(item.get("Value"));
        }
        ObjectNode context = context();
        context.putObject("Map").set("Item", item);
        return evaluate(map.itemSelector().get(), bindings(Map.of(), context));
    }

    private Threshold threshold() {
        Optional<Integer> count = whole("ToleratedFailureCount", map.tolerance().count(), 0, Integer.MAX_VALUE);
        return new Threshold(
                map.tolerance()
                        .percentage()
                        .map(template -> OptionalDouble.of(percentage(template)))
                        .orElse(OptionalDouble.empty()),
                count.map(number -> OptionalLong.of(number)).orElse(OptionalLong.empty()));
    }

    private double percentage(Template template) {
        JsonNode value = evaluate(template, bindings()).node();
        if (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > 100) {
            throw new StateFailure(
                    ErrorName.QUERY_EVALUATION_ERROR,
                    "ToleratedFailurePercentage must be a number from 0 to 100, but came to " + value);
        }
        return value.doubleValue();
    }

    private Results results(String id) {
        ResultWriter writer = map.writer();
        if (writer.export().isEmpty()) {
            return new InlineResults(writer.transformation());
        }
        ResultWriter.Export export = writer.export().get();
        JsonNode arguments = limited("ResultWriter", evaluate(export.arguments(), bindings()))
                .node();
        JsonNode bucket = arguments.path("Bucket");
        JsonNode prefix = arguments.path("Prefix");
        if (!bucket.isTextual() || !prefix.isTextual() && !prefix.isMissingNode()) {
            throw new StateFailure(
                    ErrorName.RESULT_WRITER_FAILED,
                    "Bucket and Prefix of the ResultWriter must be text, but came to " + arguments);
        }
        String folder = prefix.asText("");
        String slash = folder.isEmpty() || folder.endsWith("/") ? "" : "/";
        return new ExportedResults(
                new ResultFiles(
                        export.objects(),
                        bucket.textValue(),
                        folder + slash + id + "/",
                        writer.outputType(),
                        ResultFiles.LARGEST),
                writer.transformation());
    }

    /** The way back into the parent's own queue. */
    private final class Back implements ChildWorkflows.Owner {

        @Override
        public void done(JsonNode result) {
            strand().later(() -> {
                run().record(HistoryEventType.MapRunSucceeded, map.name());
                run().record(HistoryEventType.MapStateSucceeded, map.name());
                succeeded(Value.of(result));
            });
        }

        @Override
        public void broke(StateFailure failure) {
            strand().later(() -> {
                run().record(HistoryEventType.MapRunFailed, map.name(), failure.error(), failure.cause());
                run().record(HistoryEventType.MapStateFailed, map.name(), failure.error(), failure.cause());
                throw failure;
            });
        }
    }
}
