package dev.backdrop.local.asl.states;

import java.util.Map;

/**
 * States that belong together: the machine's own, those of a Parallel's branch, or those of a Map's item processor.
 *
 * @param startAt the first state
 * @param states all of them, by name
 */
public record Branch(String startAt, Map<String, State> states) {

    public Branch {
        states = Map.copyOf(states);
    }
}
