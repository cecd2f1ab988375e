package dev.backdrop.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStore;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Records of batches in a DynamoDB table, and beside them the locks, which no index knows. */
public final class DynamoBatchStore implements BatchStore {

    /** Enough for the few writers that one batch has. */
    private static final int TRIES = 20;

    private static final String KEY = "batchId";
    private static final String LOCK = "lock:";
    private static final String HOLDER = "holder";

    /** The one partition of the index by time: batches are few. */
    private static final String LISTED = "batches";

    private static final String SEPARATOR = "\n";

    /** What a cursor holds: a time and a batch. */
    private static final Pattern PLACE = Pattern.compile("([0-9TZ:.-]{1,40})" + SEPARATOR + "([^\\n]{1,80})");

    private final DynamoDbClient dynamo;
    private final String table;
    private final Duration retention;

    /** @param retention how long a record is kept after its end */
    public DynamoBatchStore(DynamoDbClient dynamo, String table, Duration retention) {
        this.dynamo = dynamo;
        this.table = table;
        this.retention = retention;
    }

    @Override
    public Batch claim(Batch batch) {
        PutItemRequest put = PutItemRequest.builder()
                .tableName(table)
                .item(item(batch))
                .conditionExpression("attribute_not_exists(batchId)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return reach("claim", () -> {
            try {
                dynamo.putItem(put);
                return batch;
            } catch (ConditionalCheckFailedException taken) {
                return batch(taken.item());
            }
        });
    }

    @Override
    public Optional<Batch> find(String batchId) {
        return reach("read", () -> {
            Map<String, AttributeValue> item = dynamo.getItem(
                            get -> get.tableName(table).key(key(batchId)).consistentRead(true))
                    .item();
            return item.isEmpty() ? Optional.empty() : Optional.of(batch(item));
        });
    }

    @Override
    public Batch change(String batchId, UnaryOperator<Batch> change) {
        for (int turn = 0; turn < TRIES; turn++) {
            Batch was = find(batchId).orElseThrow(() -> new IllegalStateException("there is no batch " + batchId));
            Batch is = change.apply(was);
            if (is.equals(was)) {
                return was;
            }
            Batch next = is.nextVersion();
            if (replaced(was, next)) {
                return next;
            }
        }
        throw new StoreUnavailableException("batch " + batchId + " changes faster than it can be written", null);
    }

    private boolean replaced(Batch was, Batch next) {
        PutItemRequest put = PutItemRequest.builder()
                .tableName(table)
                .item(item(next))
                .conditionExpression("#version = :was")
                .expressionAttributeNames(Map.of("#version", "version"))
                .expressionAttributeValues(Map.of(":was", AttributeValue.fromN(Long.toString(was.version()))))
                .build();
        return reach("write", () -> {
            try {
                dynamo.putItem(put);
                return true;
            } catch (ConditionalCheckFailedException somebodyWasFaster) {
                return false;
            }
        });
    }

    @Override
    public Page newest(int limit, String cursor) {
        QueryResponse page = reach(
                "list",
                () -> dynamo.query(query -> query.tableName(table)
                        .indexName("byCreated")
                        .keyConditionExpression("listed = :listed")
                        .expressionAttributeValues(Map.of(":listed", AttributeValue.fromS(LISTED)))
                        .scanIndexForward(false)
                        .exclusiveStartKey(cursor == null ? null : start(cursor))
                        .limit(limit)));
        List<Batch> batches = page.items().stream().map(DynamoBatchStore::batch).toList();
        return new Page(batches, page.lastEvaluatedKey().isEmpty() ? null : cursor(page.lastEvaluatedKey()));
    }

    private static String cursor(Map<String, AttributeValue> last) {
        String text = last.get("createdAt").s() + SEPARATOR + last.get(KEY).s();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if {@link #cursor} never gave it */
    private static Map<String, AttributeValue> start(String cursor) {
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        Matcher parts = PLACE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the cursor is none of ours");
        }
        return Map.of(
                "listed",
                AttributeValue.fromS(LISTED),
                "createdAt",
                AttributeValue.fromS(parts.group(1)),
                KEY,
                AttributeValue.fromS(parts.group(2)));
    }

    @Override
    public String lock(String target, String batchId) {
        return hold(target, batchId, "attribute_not_exists(batchId) OR holder = :me", Map.of());
    }

    @Override
    public String relock(String target, String from, String to) {
        return hold(
                target,
                to,
                "attribute_not_exists(batchId) OR holder = :me OR holder = :from",
                Map.of(":from", AttributeValue.fromS(from)));
    }

    private String hold(String target, String batchId, String condition, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":me", AttributeValue.fromS(batchId));
        PutItemRequest put = PutItemRequest.builder()
                .tableName(table)
                .item(Map.of(
                        KEY, AttributeValue.fromS(LOCK + target),
                        HOLDER, AttributeValue.fromS(batchId)))
                .conditionExpression(condition)
                .expressionAttributeValues(all)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return reach("lock", () -> {
            try {
                dynamo.putItem(put);
                return batchId;
            } catch (ConditionalCheckFailedException taken) {
                return taken.item().get(HOLDER).s();
            }
        });
    }

    @Override
    public void unlock(String target, String batchId) {
        reach("unlock", () -> {
            try {
                return dynamo.deleteItem(delete -> delete.tableName(table)
                        .key(key(LOCK + target))
                        .conditionExpression("attribute_not_exists(batchId) OR holder = :me")
                        .expressionAttributeValues(Map.of(":me", AttributeValue.fromS(batchId))));
            } catch (ConditionalCheckFailedException anothers) {
                return null;
            }
        });
    }

    private Map<String, AttributeValue> item(Batch batch) {
        ObjectNode json = Json.mapper().valueToTree(batch);
        json.put("listed", LISTED);
        if (batch.isFinal()) {
            json.put("expiresAt", batch.updatedAt().plus(retention).getEpochSecond());
        }
        return DynamoDocument.attributes(json);
    }

    private static Batch batch(Map<String, AttributeValue> item) {
        try {
            return Json.mapper().treeToValue(DynamoDocument.json(item), Batch.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("batch record " + item.get(KEY) + " can't be read", unreadable);
        }
    }

    private static Map<String, AttributeValue> key(String batchId) {
        return Map.of(KEY, AttributeValue.fromS(batchId));
    }

    private <T> T reach(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException away) {
            throw new StoreUnavailableException(
                    "can't " + what + " in table " + table + ": " + away.getMessage(), away);
        }
    }
}
