package dev.backdrop.aws;

import dev.backdrop.api.IdempotencyStore;
import dev.backdrop.aws.DynamoTable.Condition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Entries in a DynamoDB table. An entry is as it was if its seed and its lock are; expired ones are taken for gone at once. */
public final class DynamoIdempotencyStore implements IdempotencyStore {

    private final DynamoTable table;

    public DynamoIdempotencyStore(DynamoDbClient dynamo, String table) {
        this.table = new DynamoTable(dynamo, table);
    }

    @Override
    public Optional<Entry> putIfAbsent(Entry entry, Instant now) {
        Condition free = Condition.of(
                "attribute_not_exists(keyHash) OR expiresAt <= :now", Map.of(":now", number(now.getEpochSecond())));
        return table.put(item(entry), free).map(DynamoIdempotencyStore::entry);
    }

    @Override
    public boolean replace(Entry was, Entry is) {
        return table.put(item(is), asItWas(was)).isEmpty();
    }

    @Override
    public void remove(Entry was) {
        table.delete(Map.of("keyHash", AttributeValue.fromS(was.keyHash())), asItWas(was));
    }

    private static Condition asItWas(Entry entry) {
        return Condition.of(
                "seed = :seed AND lockedUntil = :lock AND attribute_not_exists(answer)",
                Map.of(
                        ":seed", AttributeValue.fromS(entry.seed()),
                        ":lock", number(entry.lockedUntil().toEpochMilli())));
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
}
