package dev.backdrop.local.asl.states;

import dev.backdrop.local.asl.evaluator.Template;
import java.util.Map;
import java.util.Optional;

/**
 * How a state is left.
 *
 * @param output what the next state gets, if the definition says
 * @param assign variables to set; all see the values from before
 * @param next the next state, or empty at the end of the branch
 */
public record Transition(Optional<Template> output, Map<String, Template> assign, Optional<String> next) {}
