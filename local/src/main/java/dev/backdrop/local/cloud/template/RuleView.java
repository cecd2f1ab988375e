package dev.backdrop.local.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An EventBridge rule of the template, written out or as the event of a function or a state machine.
 *
 * @param bus the event bus's name
 * @param pattern which events it takes
 */
public record RuleView(
        String logicalId, String name, String bus, JsonNode pattern, boolean enabled, List<TargetView> targets) {

    public RuleView {
        targets = List.copyOf(targets);
    }
}
