package dev.backdrop.local.cloud.dynamodb;

import dev.backdrop.local.cloud.template.TableView;
import dev.backdrop.local.cloud.template.TableView.Index;
import dev.backdrop.local.cloud.template.TableView.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes the template's tables where they aren't yet, and gives those of an earlier version the indexes that they lack. */
final class TableCreator {

    /** For an index over many thousands of items. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long PAUSE_MILLIS = 20;

    private final DynamoDbClient client;

    TableCreator(DynamoDbClient client) {
        this.client = client;
    }

    /**
     * Makes each table that doesn't exist, with its indexes and its time to live. Items are kept whatever changes; an index
     * that the template doesn't know any more stays.
     *
     * @throws UnreadableTablesException if a table is there with other keys, or can't be read
     */
    void create(List<TableView> tables) {
        try {
            Set<String> existing =
                    client.listTablesPaginator().tableNames().stream().collect(Collectors.toSet());
            tables.forEach(table -> {
                if (existing.contains(table.name())) {
                    keep(table);
                } else {
                    client.createTable(request(table));
                    table.timeToLive().ifPresent(attribute -> expire(table.name(), attribute));
                }
            });
        } catch (SdkException unreadable) {
            throw new UnreadableTablesException("the tables can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** A start that was cut off may have left it without its time to live. */
    private void keep(TableView table) {
        complete(settled(table.name()), request(table));
        table.timeToLive().ifPresent(attribute -> {
            TimeToLiveStatus status = client.describeTimeToLive(request -> request.tableName(table.name()))
                    .timeToLiveDescription()
                    .timeToLiveStatus();
            if (status == TimeToLiveStatus.DISABLED) {
                expire(table.name(), attribute);
            }
        });
    }

    private void expire(String table, String attribute) {
        client.updateTimeToLive(request -> request.tableName(table)
                .timeToLiveSpecification(
                        specification -> specification.enabled(true).attributeName(attribute)));
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

    private TableDescription describe(String table) {
        return client.describeTable(request -> request.tableName(table)).table();
    }

    private void complete(TableDescription there, CreateTableRequest wanted) {
        if (!there.keySchema().equals(wanted.keySchema())) {
            throw new UnreadableTablesException(
                    "table " + there.tableName() + " has other keys than this version of Backdrop gives it", null);
        }
        Map<String, GlobalSecondaryIndexDescription> known = there.globalSecondaryIndexes().stream()
                .collect(Collectors.toMap(GlobalSecondaryIndexDescription::indexName, index -> index));
        for (GlobalSecondaryIndex index : wanted.globalSecondaryIndexes()) {
            GlobalSecondaryIndexDescription old = known.get(index.indexName());
            if (old == null) {
                add(index, wanted);
            } else if (!isSame(old, index)) {
                change(wanted, update -> update.delete(delete -> delete.indexName(index.indexName())));
                add(index, wanted);
            }
        }
    }

    private static boolean isSame(GlobalSecondaryIndexDescription old, GlobalSecondaryIndex wanted) {
        return old.keySchema().equals(wanted.keySchema())
                && old.projection().projectionType() == wanted.projection().projectionType()
                && Set.copyOf(old.projection().nonKeyAttributes())
                        .equals(Set.copyOf(wanted.projection().nonKeyAttributes()));
    }

    private void add(GlobalSecondaryIndex index, CreateTableRequest wanted) {
        change(
                wanted,
                update -> update.create(create -> create.indexName(index.indexName())
                        .keySchema(index.keySchema())
                        .projection(index.projection())));
    }

    /** One index at a time, as DynamoDB has it; and the next one when this one knows all items. */
    private void change(CreateTableRequest wanted, Consumer<GlobalSecondaryIndexUpdate.Builder> change) {
        GlobalSecondaryIndexUpdate.Builder update = GlobalSecondaryIndexUpdate.builder();
        change.accept(update);
        client.updateTable(request -> request.tableName(wanted.tableName())
                .attributeDefinitions(wanted.attributeDefinitions())
                .globalSecondaryIndexUpdates(update.build()));
        settled(wanted.tableName());
    }

    /** The table when none of its indexes is being made or dropped any more, as one that an earlier process has begun with. */
    private TableDescription settled(String table) {
        Instant deadline = Instant.now().plus(PATIENCE);
        TableDescription now = describe(table);
        while (!isSettled(now)) {
            if (Instant.now().isAfter(deadline)) {
                throw new UnreadableTablesException(
                        "table " + table + " doesn't get its new index within " + PATIENCE.toSeconds() + " s", null);
            }
            pause();
            now = describe(table);
        }
        return now;
    }

    private static boolean isSettled(TableDescription table) {
        return table.tableStatus() == TableStatus.ACTIVE
                && table.globalSecondaryIndexes().stream().allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tables were brought up to date", stopped);
        }
    }
}
