package dev.backdrop.local.asl.states;

import java.util.List;

/**
 * Where to go with an error.
 *
 * @param errors ErrorEquals
 * @param transition its output, variables and next state
 */
public record Catcher(List<String> errors, Transition transition) {

    public boolean matches(String error) {
        return ErrorName.matches(errors, error);
    }
}
