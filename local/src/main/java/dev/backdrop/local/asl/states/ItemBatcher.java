package dev.backdrop.local.asl.states;

import dev.backdrop.local.asl.evaluator.Template;
import java.util.Optional;

/**
 * Several items for one child workflow. At least one of the two limits is there.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
 *
 * @param maxItems items in a batch
 * @param maxBytes length of a child's whole input as JSON, up to 256 KiB
 * @param batchInput what each batch gets beside its items
 */
public record ItemBatcher(Optional<Template> maxItems, Optional<Template> maxBytes, Optional<Template> batchInput) {}
