package dev.backdrop.local.asl.states;

import dev.backdrop.local.asl.evaluator.Template;
import java.util.Optional;

/**
 * How many items may fail before a Distributed Map fails; none if neither is there, and either one ends it if both are.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 *
 * @param percentage of all items, 0 to 100
 * @param count items
 */
public record Tolerance(Optional<Template> percentage, Optional<Template> count) {}
