package dev.backdrop.aws;

import dev.backdrop.job.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** One table, and what we do with tables: reads that see every write before them, and writes under a condition. */
final class DynamoTable {

    /** DynamoDB's own limit for a read of many items. */
    private static final int KEYS_AT_ONCE = 100;

    /** Of a read of many items: DynamoDB leaves out what it has no capacity for at the moment. */
    private static final int READS = 10;

    private static final long FIRST_PAUSE_MILLIS = 50;

    private final DynamoDbClient dynamo;
    private final String name;

    DynamoTable(DynamoDbClient dynamo, String name) {
        this.dynamo = dynamo;
        this.name = name;
    }

    /**
     * What must hold of the item that is there, for a write to be done.
     *
     * @param names of attributes that are reserved words; may be empty
     * @param values that the expression speaks of; may be empty
     */
    record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

        static Condition of(String expression) {
            return new Condition(expression, Map.of(), Map.of());
        }

        static Condition of(String expression, Map<String, AttributeValue> values) {
            return new Condition(expression, Map.of(), values);
        }

        private Map<String, String> namesOrNull() {
            return names.isEmpty() ? null : names;
        }

        private Map<String, AttributeValue> valuesOrNull() {
            return values.isEmpty() ? null : values;
        }
    }

    /**
     * Writes an item over the one with its key.
     *
     * @return the item for which the condition didn't hold, so that nothing was written; empty if the item is written
     */
    Optional<Map<String, AttributeValue>> put(Map<String, AttributeValue> item, Condition condition) {
        PutItemRequest put = PutItemRequest.builder()
                .tableName(name)
                .item(item)
                .conditionExpression(condition.expression())
                .expressionAttributeNames(condition.namesOrNull())
                .expressionAttributeValues(condition.valuesOrNull())
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return reach("write", () -> {
            try {
                dynamo.putItem(put);
                return Optional.empty();
            } catch (ConditionalCheckFailedException refused) {
                return Optional.of(refused.item());
            }
        });
    }

    /** Deletes an item, unless the condition doesn't hold of it. */
    void delete(Map<String, AttributeValue> key, Condition condition) {
        reach("delete", () -> {
            try {
                return dynamo.deleteItem(delete -> delete.tableName(name)
                        .key(key)
                        .conditionExpression(condition.expression())
                        .expressionAttributeNames(condition.namesOrNull())
                        .expressionAttributeValues(condition.valuesOrNull()));
            } catch (ConditionalCheckFailedException refused) {
                return null;
            }
        });
    }

    Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
        return reach("read", () -> {
            Map<String, AttributeValue> item = dynamo.getItem(
                            get -> get.tableName(name).key(key).consistentRead(true))
                    .item();
            return item.isEmpty() ? Optional.empty() : Optional.of(item);
        });
    }

    /** The items of these keys that there are, in no order. */
    List<Map<String, AttributeValue>> getAll(List<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
            getSome(keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE)), items);
        }
        return items;
    }

    private void getSome(List<Map<String, AttributeValue>> keys, List<Map<String, AttributeValue>> items) {
        List<Map<String, AttributeValue>> missing = keys;
        for (int read = 0; !missing.isEmpty(); read++) {
            if (read == READS) {
                throw new StoreUnavailableException("table " + name + " is too busy to be read", null);
            }
            pause(read);
            KeysAndAttributes asked = KeysAndAttributes.builder()
                    .keys(missing)
                    .consistentRead(true)
                    .build();
            BatchGetItemResponse answer =
                    reach("read", () -> dynamo.batchGetItem(get -> get.requestItems(Map.of(name, asked))));
            items.addAll(answer.responses().getOrDefault(name, List.of()));
            missing = answer.unprocessedKeys().containsKey(name)
                    ? answer.unprocessedKeys().get(name).keys()
                    : List.of();
        }
    }

    /** Before a repetition, longer each time. */
    private static void pause(int read) {
        if (read == 0) {
            return;
        }
        try {
            Thread.sleep(FIRST_PAUSE_MILLIS << read - 1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while reading", stopped);
        }
    }

    /** One page of what an index holds. Indexes may lag a moment behind. */
    QueryResponse query(QueryRequest.Builder query) {
        return reach("list", () -> dynamo.query(query.tableName(name).build()));
    }

    /** Each item that an index holds, however many pages that takes. */
    void forEach(QueryRequest.Builder query, Consumer<Map<String, AttributeValue>> reader) {
        reach("list", () -> {
            dynamo.queryPaginator(query.tableName(name).build()).items().forEach(reader);
            return null;
        });
    }

    private <T> T reach(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException away) {
            throw new StoreUnavailableException("can't " + what + " in table " + name + ": " + away.getMessage(), away);
        }
    }
}
