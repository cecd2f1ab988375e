package dev.backdrop.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.aws.DynamoTable.Condition;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStore;
import dev.backdrop.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Records of batches in a DynamoDB table, and beside them the locks, which no index knows. */
public final class DynamoBatchStore implements BatchStore {

    private static final String KEY = "batchId";
    private static final String LOCK = "lock:";
    private static final String HOLDER = "holder";

    /** The one partition of the index by time: batches are few. */
    private static final String LISTED = "batches";

    private static final String SEPARATOR = "\n";

    /** What a cursor holds: a time and a batch. */
    private static final Pattern PLACE = Pattern.compile("([0-9TZ:.-]{1,40})" + SEPARATOR + "([^\\n]{1,80})");

    private final DynamoTable table;
    private final VersionedRecords<Batch> records;

    /** @param retention how long a record is kept after its end */
    public DynamoBatchStore(DynamoDbClient dynamo, String table, Duration retention) {
        this.table = new DynamoTable(dynamo, table);
        this.records = new VersionedRecords<>(this.table, new Kind(retention));
    }

    private record Kind(Duration retention) implements VersionedRecords.Kind<Batch> {

        @Override
        public String word() {
            return "batch";
        }

        @Override
        public String key() {
            return KEY;
        }

        @Override
        public Class<Batch> type() {
            return Batch.class;
        }

        @Override
        public long version(Batch was) {
            return was.version();
        }

        @Override
        public Batch next(Batch is) {
            return is.nextVersion();
        }

        @Override
        public Map<String, AttributeValue> item(Batch batch) {
            ObjectNode json = Json.mapper().valueToTree(batch);
            json.put("listed", LISTED);
            if (batch.isFinal()) {
                json.put("expiresAt", batch.updatedAt().plus(retention).getEpochSecond());
            }
            return DynamoDocument.attributes(json);
        }
    }

    @Override
    public Batch claim(Batch batch) {
        return records.claim(batch);
    }

    @Override
    public Optional<Batch> find(String batchId) {
        return records.find(batchId);
    }

    @Override
    public Batch change(String batchId, UnaryOperator<Batch> change) {
        return records.change(batchId, change);
    }

    @Override
    public Page newest(int limit, String cursor) {
        QueryResponse page = table.query(QueryRequest.builder()
                .indexName("byCreated")
                .keyConditionExpression("listed = :listed")
                .expressionAttributeValues(Map.of(":listed", AttributeValue.fromS(LISTED)))
                .scanIndexForward(false)
                .exclusiveStartKey(cursor == null ? null : start(cursor))
                .limit(limit));
        List<Batch> batches = page.items().stream().map(records::read).toList();
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
        Map<String, AttributeValue> lock = Map.of(
                KEY, AttributeValue.fromS(LOCK + target),
                HOLDER, AttributeValue.fromS(batchId));
        return table.put(lock, Condition.of(condition, all))
                .map(held -> held.get(HOLDER).s())
                .orElse(batchId);
    }

    @Override
    public void unlock(String target, String batchId) {
        table.delete(
                records.key(LOCK + target),
                Condition.of(
                        "attribute_not_exists(batchId) OR holder = :me", Map.of(":me", AttributeValue.fromS(batchId))));
    }
}
