package dev.backdrop.local.cloud.template;

import dev.backdrop.local.cloud.template.TableView.Index;
import dev.backdrop.local.cloud.template.TableView.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads DynamoDB tables, SAM's simple ones too. */
final class TableReader {

    private static final Map<String, String> SIMPLE_TYPES = Map.of("String", "S", "Number", "N", "Binary", "B");

    private final Resources resources;

    TableReader(Resources resources) {
        this.resources = resources;
    }

    TableView table(String logicalId) {
        Properties properties = resources.properties(logicalId);
        return resources.type(logicalId).equals(ResourceTypes.SIMPLE_TABLE)
                ? simple(logicalId, properties)
                : full(logicalId, properties);
    }

    private TableView simple(String logicalId, Properties properties) {
        Properties key = properties.map("PrimaryKey");
        String name = key.text("Name").orElse("id");
        String type = SIMPLE_TYPES.get(key.text("Type").orElse("String"));
        if (type == null) {
            throw new TemplateException(key.where() + ".Type is String, Number or Binary, not " + key.required("Type"));
        }
        return new TableView(
                logicalId,
                resources.name(logicalId),
                Map.of(name, type),
                new Key(name, Optional.empty()),
                List.of(),
                Optional.empty());
    }

    private TableView full(String logicalId, Properties properties) {
        properties.refuse("LocalSecondaryIndexes", "ImportSourceSpecification");
        Map<String, String> attributes = new LinkedHashMap<>();
        properties
                .maps("AttributeDefinitions")
                .forEach(each -> attributes.put(each.required("AttributeName"), each.required("AttributeType")));
        List<Index> indexes = properties.maps("GlobalSecondaryIndexes").stream()
                .map(TableReader::index)
                .toList();
        Properties timeToLive = properties.map("TimeToLiveSpecification");
        return new TableView(
                logicalId,
                resources.name(logicalId),
                attributes,
                key(properties),
                indexes,
                timeToLive.flag("Enabled", false) ? timeToLive.text("AttributeName") : Optional.empty());
    }

    private static Index index(Properties properties) {
        Properties projection = properties.map("Projection");
        return new Index(
                properties.required("IndexName"),
                key(properties),
                projection.required("ProjectionType"),
                projection.list("NonKeyAttributes"));
    }

    private static Key key(Properties properties) {
        Optional<String> hash = Optional.empty();
        Optional<String> range = Optional.empty();
        for (Properties part : properties.maps("KeySchema")) {
            if (part.required("KeyType").equals("HASH")) {
                hash = part.text("AttributeName");
            } else {
                range = part.text("AttributeName");
            }
        }
        return new Key(
                hash.orElseThrow(() -> new TemplateException(properties.where() + ".KeySchema has no HASH key")),
                range);
    }
}
