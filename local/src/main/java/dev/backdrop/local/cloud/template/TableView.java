package dev.backdrop.local.cloud.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DynamoDB table of the template.
 *
 * @param name physical
 * @param attributes types ({@code S}, {@code N}, {@code B}) of the attributes that keys are made of
 * @param timeToLive the attribute that holds an item's end, in seconds since 1970
 */
public record TableView(
        String logicalId,
        String name,
        Map<String, String> attributes,
        Key key,
        List<Index> indexes,
        Optional<String> timeToLive) {

    public TableView {
        attributes = Map.copyOf(attributes);
        indexes = List.copyOf(indexes);
    }

    public record Key(String hash, Optional<String> range) {}

    /**
     * A global secondary index.
     *
     * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
     * @param included attributes of an {@code INCLUDE} projection
     */
    public record Index(String name, Key key, String projection, List<String> included) {

        public Index {
            included = List.copyOf(included);
        }
    }
}
