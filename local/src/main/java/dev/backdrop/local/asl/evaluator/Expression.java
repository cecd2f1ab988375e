package dev.backdrop.local.asl.evaluator;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** One JSONata expression, parsed. Safe for many threads: each use has a parsed copy to itself. */
public final class Expression {

    private static final Set<String> BUILT_IN = Set.of(
            "sum",
            "count",
            "max",
            "min",
            "average",
            "string",
            "substring",
            "substringBefore",
            "substringAfter",
            "lowercase",
            "uppercase",
            "length",
            "trim",
            "pad",
            "match",
            "contains",
            "replace",
            "split",
            "join",
            "formatNumber",
            "formatBase",
            "formatInteger",
            "parseInteger",
            "number",
            "floor",
            "ceil",
            "round",
            "abs",
            "sqrt",
            "power",
            "random",
            "boolean",
            "not",
            "map",
            "zip",
            "filter",
            "single",
            "reduce",
            "sift",
            "keys",
            "lookup",
            "append",
            "exists",
            "spread",
            "merge",
            "reverse",
            "each",
            "error",
            "assert",
            "type",
            "sort",
            "shuffle",
            "distinct",
            "base64encode",
            "base64decode",
            "encodeUrlComponent",
            "encodeUrl",
            "decodeUrlComponent",
            "decodeUrl",
            "toMillis",
            "fromMillis",
            "clone",
            "now",
            "millis");

    private final String source;
    private final ExpressionScan scan;
    private final Queue<Jsonata> idle = new ConcurrentLinkedQueue<>();

    private Expression(String source) {
        this.source = source;
        idle.add(parsed(source));
        this.scan = ExpressionScan.of(source);
        for (String function : scan.functions()) {
            if (!BUILT_IN.contains(function) && !StepFunctionsExtras.NAMES.contains(function)) {
                throw new InvalidExpressionException("calls the unknown function $" + function
                        + (function.equals("eval") ? ", which Step Functions leaves out; use $parse" : ""));
            }
        }
    }

    /**
     * Parses the text between the marks.
     *
     * @throws InvalidExpressionException if it isn't JSONata as Step Functions has it
     */
    public static Expression parse(String source) {
        return new Expression(source);
    }

    private static Jsonata parsed(String source) {
        try {
            Jsonata parsed = Jsonata.jsonata(source);
            parsed.setOutputConvertNulls(false);
            parsed.setValidateInput(false);
            return parsed;
        } catch (JException invalid) {
            throw new InvalidExpressionException("isn't JSONata: " + invalid.getMessage(), invalid);
        } catch (RuntimeException broken) {
            // The library's parser falls over some malformed input instead of naming what is wrong.
            throw new InvalidExpressionException("isn't JSONata: " + source, broken);
        }
    }

    public String source() {
        return source;
    }

    /** Variables that must come from outside, {@code states} among them; without the dollar sign. */
    public Set<String> variables() {
        Set<String> outside = new TreeSet<>(scan.variables());
        outside.removeAll(BUILT_IN);
        outside.removeAll(StepFunctionsExtras.NAMES);
        return outside;
    }

    /** The fields of {@code $states} that it reads. */
    public Set<String> statesFields() {
        return scan.statesFields();
    }

    /** Lends out a parsed copy for one evaluation. */
    <T> T with(Function<Jsonata, T> evaluation) {
        Jsonata lent = idle.poll();
        if (lent == null) {
            lent = parsed(source);
        }
        T result = evaluation.apply(lent);
        // Not in a finally block: a copy that broke half-way is not lent out again.
        idle.add(lent);
        return result;
    }
}
