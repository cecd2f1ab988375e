package dev.backdrop.local.asl.evaluator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an expression can see.
 *
 * @param states the fields of {@code $states}
 * @param variables the workflow's variables, without the dollar sign
 */
public record Bindings(Map<String, Value> states, Map<String, Value> variables) {

    Map<String, Object> plainStates() {
        Map<String, Object> plain = new LinkedHashMap<>();
        states.forEach((name, value) -> plain.put(name, value.plain()));
        return plain;
    }
}
