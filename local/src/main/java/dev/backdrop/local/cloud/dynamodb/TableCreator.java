package dev.backdrop.local.cloud.dynamodb;

import dev.backdrop.local.cloud.template.TableView;
import dev.backdrop.local.cloud.template.TableView.Index;
import dev.backdrop.local.cloud.template.TableView.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes the template's tables where they aren't yet. */
final class TableCreator {

    private final DynamoDbClient client;

    TableCreator(DynamoDbClient client) {
        this.client = client;
    }

    /**
     * Makes each table that doesn't exist, with its indexes and its time to live.
     *
     * @throws IllegalStateException if a table exists with other keys or indexes, as after a change of the template
     */
    void create(List<TableView> tables) {
        tables.forEach(this::create);
    }

    private void create(TableView table) {
        CreateTableRequest wanted = request(table);
        try {
            check(
                    client.describeTable(request -> request.tableName(table.name()))
                            .table(),
                    wanted);
        } catch (ResourceNotFoundException e) {
            client.createTable(wanted);
        }
        table.timeToLive().ifPresent(attribute -> expire(table.name(), attribute));
    }

    private void expire(String table, String attribute) {
        TimeToLiveStatus status = client.describeTimeToLive(request -> request.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLED) {
            client.updateTimeToLive(request -> request.tableName(table)
                    .timeToLiveSpecification(
                            specification -> specification.enabled(true).attributeName(attribute)));
        }
    }

    private static CreateTableRequest request(TableView table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(schema(table.key()))
                .attributeDefinitions(table.attributes().entrySet().stream()
                        .map(attribute -> AttributeDefinition.builder()
                                .attributeName(attribute.getKey())
                                .attributeType(attribute.getValue())
                                .build())
                        .toList());
        if (!table.indexes().isEmpty()) {
            request.globalSecondaryIndexes(
                    table.indexes().stream().map(TableCreator::index).toList());
        }
        return request.build();
    }

    private static GlobalSecondaryIndex index(Index index) {
        Projection.Builder projection = Projection.builder().projectionType(index.projection());
        if (!index.included().isEmpty()) {
            projection.nonKeyAttributes(index.included());
        }
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(schema(index.key()))
                .projection(projection.build())
                .build();
    }

    private static List<KeySchemaElement> schema(Key key) {
        List<KeySchemaElement> schema = new ArrayList<>();
        schema.add(element(key.hash(), KeyType.HASH));
        key.range().ifPresent(range -> schema.add(element(range, KeyType.RANGE)));
        return schema;
    }

    private static KeySchemaElement element(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static void check(TableDescription existing, CreateTableRequest wanted) {
        Map<String, List<KeySchemaElement>> have = new HashMap<>();
        have.put("", existing.keySchema());
        for (GlobalSecondaryIndexDescription index : existing.globalSecondaryIndexes()) {
            have.put(index.indexName(), index.keySchema());
        }
        Map<String, List<KeySchemaElement>> want = new HashMap<>();
        want.put("", wanted.keySchema());
        for (GlobalSecondaryIndex index : wanted.globalSecondaryIndexes()) {
            want.put(index.indexName(), index.keySchema());
        }
        if (!have.equals(want)) {
            throw new IllegalStateException("the stored table " + existing.tableName()
                    + " has other keys or indexes than the template says now: delete the folder of the stored state");
        }
    }
}
