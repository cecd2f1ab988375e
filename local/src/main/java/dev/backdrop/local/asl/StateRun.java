package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.evaluator.Bindings;
import dev.backdrop.local.asl.evaluator.EvaluationException;
import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.ErrorName;
import dev.backdrop.local.asl.states.State;
import dev.backdrop.local.asl.states.Timestamps;
import dev.backdrop.local.asl.states.Transition;
import java.util.LinkedHashMap;
import java.util.Map;

/** One visit of one state. */
abstract class StateRun {

    static final int MOST_BYTES = 256 * 1024;

    private final Strand strand;
    private final State state;
    private final Value input;
    private final String entered;

    StateRun(Strand strand, State state, Value input) {
        this.strand = strand;
        this.state = state;
        this.input = input;
        this.entered = Timestamps.format(strand.run().now());
    }

    static StateRun of(Strand strand, State state, Value input) {
        if (state instanceof State.TaskState task) {
            return new TaskRun(strand, task, input);
        }
        if (state instanceof State.WaitState waiting) {
            return new WaitRun(strand, waiting, input);
        }
        if (state instanceof State.ParallelState parallel) {
            return new ParallelRun(strand, parallel, input);
        }
        if (state instanceof State.MapState map) {
            return new MapRun(strand, map, input);
        }
        if (state instanceof State.DistributedMapState map) {
            return new DistributedMapRun(strand, map, input);
        }
        return new InstantRun(strand, state, input);
    }

    /** @throws StateFailure which comes back to {@link #failed} */
    abstract void begin();

    /** Stops whatever is under way. */
    void cancel() {}

    /** Handles a failure of this state: for good, unless the state can do better. */
    void failed(StateFailure failure) {
        strand.failed(failure);
    }

    /** How many times it has been retried on this visit. */
    int retryCount() {
        return 0;
    }

    Strand strand() {
        return strand;
    }

    ExecutionRun run() {
        return strand.run();
    }

    State state() {
        return state;
    }

    Value input() {
        return input;
    }

    /** Leaves the state by a transition. Its output and its variables all see the variables as they were. */
    final void leave(Transition transition, Value otherwise, Map<String, Value> more) {
        Bindings bindings = bindings(more, context());
        Value output = transition
                .output()
                .map(template -> evaluate(template, bindings))
                .orElse(otherwise);
        limited("output", output);
        Map<String, Value> assigned = new LinkedHashMap<>();
        transition.assign().forEach((name, template) -> assigned.put(name, evaluate(template, bindings)));
        assigned.forEach((name, value) -> limited("variable $" + name, value));
        strand.scope().assign(assigned);
        strand.leave(state, output, transition.next());
    }

    /** What this state's expressions see, with more fields of {@code $states} than input and context. */
    final Bindings bindings(Map<String, Value> more, ObjectNode context) {
        Map<String, Value> states = new LinkedHashMap<>(more);
        states.put("input", input);
        states.put("context", Value.of(context));
        return new Bindings(states, strand.scope().visible());
    }

    final Bindings bindings() {
        return bindings(Map.of(), context());
    }

    /** A fresh context object, which the caller may add to. */
    final ObjectNode context() {
        ObjectNode context = run().context();
        context.putObject("State")
                .put("EnteredTime", entered)
                .put("Name", state.name())
                .put("RetryCount", retryCount());
        strand.mapItem().ifPresent(item -> context.putObject("Map").set("Item", item));
        return context;
    }

    final Value evaluate(Template template, Bindings bindings) {
        try {
            return run().evaluator().evaluate(template, bindings);
        } catch (EvaluationException failed) {
            throw new StateFailure(ErrorName.QUERY_EVALUATION_ERROR, failed.getMessage());
        }
    }

    /** A whole number that a field came to. */
    final int wholeNumber(String field, Template template, int least, int most) {
        JsonNode value = evaluate(template, bindings()).node();
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw new StateFailure(
                    ErrorName.QUERY_EVALUATION_ERROR,
                    field + " must be a whole number from " + least + " to " + most + ", but came to " + value);
        }
        return value.intValue();
    }

    final String text(String field, Template template) {
        JsonNode value = evaluate(template, bindings()).node();
        if (!value.isTextual()) {
            throw new StateFailure(ErrorName.QUERY_EVALUATION_ERROR, field + " must be text, but came to " + value);
        }
        return value.textValue();
    }

    /** @throws StateFailure if it is larger than Step Functions lets through */
    final Value limited(String what, Value value) {
        if (value.bytes() > MOST_BYTES) {
            throw new StateFailure(
                    ErrorName.DATA_LIMIT_EXCEEDED,
                    "The " + what + " of the state '" + state.name() + "' has " + value.bytes() + " bytes; "
                            + MOST_BYTES + " are allowed");
        }
        run().engine().note(value.bytes());
        return value;
    }

    static Value errorOutput(StateFailure failure) {
        return Value.of(JsonNodeFactory.instance
                .objectNode()
                .put("Error", failure.error())
                .put("Cause", failure.cause()));
    }
}
