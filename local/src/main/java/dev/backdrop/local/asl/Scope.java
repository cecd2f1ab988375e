package dev.backdrop.local.asl;

import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.ErrorName;
import java.util.LinkedHashMap;
import java.util.Map;

/** The variables of one run of a branch. It sees those around it and sets only its own. */
final class Scope {

    private static final long MOST_BYTES = 10L * 1024 * 1024;

    private Map<String, Value> visible;

    private Scope(Map<String, Value> around) {
        this.visible = around;
    }

    static Scope outermost() {
        return new Scope(Map.of());
    }

    /** For a branch or an iteration that starts now. */
    Scope inside() {
        return new Scope(visible);
    }

    Map<String, Value> visible() {
        return visible;
    }

    /** @throws StateFailure if all variables together get too big */
    void assign(Map<String, Value> values) {
        if (values.isEmpty()) {
            return;
        }
        Map<String, Value> after = new LinkedHashMap<>(visible);
        after.putAll(values);
        long bytes = after.values().stream().mapToLong(Value::bytes).sum();
        if (bytes > MOST_BYTES) {
            throw new StateFailure(
                    ErrorName.DATA_LIMIT_EXCEEDED,
                    "The variables together have " + bytes + " bytes; " + MOST_BYTES + " are allowed");
        }
        visible = after;
    }
}
