package dev.backdrop.local.cloud.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happens to which events.
 *
 * @param bus the event bus that it listens to
 */
public record Rule(String name, String bus, EventPattern pattern, List<Delivery> deliveries) {

    public Rule {
        deliveries = List.copyOf(deliveries);
    }

    /**
     * A target with how it is served.
     *
     * @param input what it is sent in place of the event
     * @param inputPath which part of the event it is sent: {@code $} and names after dots
     * @param retries how often a failed delivery is tried again
     * @param oldest how old an event may get by that
     */
    public record Delivery(
            String id,
            Target target,
            Optional<JsonNode> input,
            Optional<String> inputPath,
            int retries,
            Duration oldest) {

        /** @throws PatternException if the path is more than names after dots */
        public Delivery {
            if (inputPath.isPresent() && !inputPath.get().matches("\\$(\\.[A-Za-z0-9_-]+)*")) {
                throw new PatternException("the input path " + inputPath.get() + " of target " + id
                        + " is not known here: only names after dots are");
            }
        }

        /** The whole event, tried again as long as EventBridge would. */
        public static Delivery to(String id, Target target) {
            return new Delivery(id, target, Optional.empty(), Optional.empty(), 185, Duration.ofDays(1));
        }

        JsonNode message(JsonNode event) {
            if (input.isPresent()) {
                return input.get();
            }
            JsonNode part = event;
            for (String name : inputPath.orElse("$").split("\\.")) {
                part = name.equals("$") ? part : part.path(name);
            }
            return part;
        }
    }
}
