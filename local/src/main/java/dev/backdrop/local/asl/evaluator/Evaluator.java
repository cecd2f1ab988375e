package dev.backdrop.local.asl.evaluator;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Turns templates into JSON, as Step Functions does. Safe for many threads. */
public final class Evaluator {

    /** Real milliseconds: a runaway expression must not hang the process, whatever the workflow's clock says. */
    private static final long TIME_LIMIT = 5_000;

    private static final int DEPTH_LIMIT = 500;

    private final StepFunctionsExtras extras;

    /**
     * @param clock what {@code $now} and {@code $millis} tell
     * @param random where {@code $random}, {@code $uuid} and {@code $shuffle} draw from; need not be thread-safe
     */
    public Evaluator(Clock clock, RandomGenerator random) {
        this.extras = new StepFunctionsExtras(clock, random);
    }

    /** @throws EvaluationException if an expression gives nothing (undefined), a function, or breaks; names its field */
    public Value evaluate(Template template, Bindings bindings) {
        if (template instanceof Template.Constant constant) {
            return constant.value();
        }
        return Value.of(node(template, bindings, bindings.plainStates()));
    }

    private JsonNode node(Template template, Bindings bindings, Map<String, Object> states) {
        if (template instanceof Template.Constant constant) {
            return constant.value().node();
        }
        if (template instanceof Template.Query query) {
            return query(query, bindings, states);
        }
        if (template instanceof Template.Elements array) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            array.elements().forEach(element -> result.add(node(element, bindings, states)));
            return result;
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ((Template.Entries) template)
                .entries()
                .forEach((name, entry) -> result.set(name, node(entry, bindings, states)));
        return result;
    }

    private JsonNode query(Template.Query query, Bindings bindings, Map<String, Object> states) {
        Object result;
        try {
            result = query.expression().with(parsed -> run(parsed, bindings, states));
        } catch (RuntimeException | StackOverflowError broken) {
            // The library lets its own accidents out as they are (number formats, casts): all mean that the query
            // failed.
            throw new EvaluationException(describe(query) + " failed: " + broken.getMessage(), broken);
        }
        if (result == null) {
            throw new EvaluationException(
                    describe(query) + " gave nothing (undefined); use $exists to allow for what may be missing");
        }
        try {
            return PlainJson.toNode(result);
        } catch (EvaluationException notJson) {
            throw new EvaluationException(describe(query) + " " + notJson.getMessage(), notJson);
        }
    }

    private Object run(Jsonata parsed, Bindings bindings, Map<String, Object> states) {
        Jsonata.Frame frame = parsed.createFrame();
        extras.bindTo(frame);
        // After the functions: a variable may have a function's name, and then hides it.
        bindings.variables().forEach((name, value) -> frame.bind(name, value.plain()));
        frame.bind("states", (Object) states);
        frame.setRuntimeBounds(TIME_LIMIT, DEPTH_LIMIT);
        return parsed.evaluate(null, frame);
    }

    private static String describe(Template.Query query) {
        return "The JSONata expression '" + query.expression().source() + "' for the field '" + query.field() + "'";
    }
}
