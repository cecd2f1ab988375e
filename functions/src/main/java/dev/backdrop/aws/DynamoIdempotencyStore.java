package dev.backdrop.aws;

import dev.backdrop.api.IdempotencyStore;
import dev.backdrop.job.StoreUnavailableException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Entries in a DynamoDB table. An entry is as it was if its seed and its lock are; expired ones are taken for gone at once. */
public final class DynamoIdempotencyStore implements IdempotencyStore {

    private static final String AS_IT_WAS = "seed = :seed AND lockedUntil = :lock AND attribute_not_exists(answer)";

    private final DynamoDbClient dynamo;
    private final String table;

    public DynamoIdempotencyStore(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public Optional<Entry> putIfAbsent(Entry entry, Instant now) {
        PutItemRequest put = PutItemRequest.builder()
                .tableName(table)
                .item(item(entry))
                .conditionExpression("attribute_not_exists(keyHash) OR expiresAt <= :now")
                .expressionAttributeValues(Map.of(":now", number(now.getEpochSecond())))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return reach(() -> {
            try {
                dynamo.putItem(put);
                return Optional.empty();
            } catch (ConditionalCheckFailedException there) {
                return Optional.of(entry(there.item()));
            }
        });
    }

    @Override
    public boolean replace(Entry was, Entry is) {
        PutItemRequest put = PutItemRequest.builder()
                .tableName(table)
                .item(item(is))
                .conditionExpression(AS_IT_WAS)
                .expressionAttributeValues(state(was))
                .build();
        return reach(() -> {
            try {
                dynamo.putItem(put);
                return true;
            } catch (ConditionalCheckFailedException changed) {
                return false;
            }
        });
    }

    @Override
    public void remove(Entry was) {
        reach(() -> {
            try {
                return dynamo.deleteItem(delete -> delete.tableName(table)
                        .key(Map.of("keyHash", AttributeValue.fromS(was.keyHash())))
                        .conditionExpression(AS_IT_WAS)
                        .expressionAttributeValues(state(was)));
            } catch (ConditionalCheckFailedException changed) {
                return null;
            }
        });
    }

    private static Map<String, AttributeValue> state(Entry entry) {
        return Map.of(
                ":seed", AttributeValue.fromS(entry.seed()),
                ":lock", number(entry.lockedUntil().toEpochMilli()));
    }

    private static Map<String, AttributeValue> item(Entry entry) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        item.put("keyHash", AttributeValue.fromS(entry.keyHash()));
        item.put("bodySha256", AttributeValue.fromS(entry.bodySha256()));
        item.put("seed", AttributeValue.fromS(entry.seed()));
        item.put("state", AttributeValue.fromS(entry.answer() == null ? "IN_PROGRESS" : "ANSWERED"));
        item.put("lockedUntil", number(entry.lockedUntil().toEpochMilli()));
        item.put("expiresAt", number(entry.expiresAt().getEpochSecond()));
        if (entry.answer() != null) {
            item.put("answer", AttributeValue.fromS(entry.answer()));
        }
        return item;
    }

    private static Entry entry(Map<String, AttributeValue> item) {
        return new Entry(
                item.get("keyHash").s(),
                item.get("bodySha256").s(),
                item.get("seed").s(),
                Instant.ofEpochMilli(Long.parseLong(item.get("lockedUntil").n())),
                item.containsKey("answer") ? item.get("answer").s() : null,
                Instant.ofEpochSecond(Long.parseLong(item.get("expiresAt").n())));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private <T> T reach(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException away) {
            throw new StoreUnavailableException("can't use table " + table + ": " + away.getMessage(), away);
        }
    }
}
