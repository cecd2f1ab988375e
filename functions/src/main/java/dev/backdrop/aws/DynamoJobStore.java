package dev.backdrop.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.JobRecords;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobPage;
import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.StoreUnavailableException;
import dev.backdrop.json.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Job records in a DynamoDB table: the record as it is, and beside it the few attributes that its indexes need. */
public final class DynamoJobStore implements JobStore, JobRecords {

    /** Enough for any number of writers that one job can have. */
    private static final int TRIES = 20;

    /** Of a read of many records: DynamoDB leaves out what it has no capacity for at the moment. */
    private static final int READS = 10;

    private static final long FIRST_PAUSE_MILLIS = 50;

    private final DynamoDbClient dynamo;
    private final String table;
    private final Duration retention;
    private final DynamoJobListing listing;

    /** @param retention how long a record is kept after its last change */
    public DynamoJobStore(DynamoDbClient dynamo, String table, Duration retention) {
        this.dynamo = dynamo;
        this.table = table;
        this.retention = retention;
        this.listing = new DynamoJobListing(dynamo, table);
    }

    @Override
    public Job claim(Job job) {
        PutItemRequest put = PutItemRequest.builder()
                .tableName(table)
                .item(item(job))
                .conditionExpression("attribute_not_exists(jobId)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return reach("claim", () -> {
            try {
                dynamo.putItem(put);
                return job;
            } catch (ConditionalCheckFailedException taken) {
                return job(taken.item());
            }
        });
    }

    @Override
    public Optional<Job> find(String jobId) {
        return reach("read", () -> {
            Map<String, AttributeValue> item = dynamo.getItem(
                            get -> get.tableName(table).key(key(jobId)).consistentRead(true))
                    .item();
            return item.isEmpty() ? Optional.empty() : Optional.of(job(item));
        });
    }

    @Override
    public Map<String, Job> findAll(Collection<String> jobIds) {
        if (jobIds.size() > AT_ONCE) {
            throw new IllegalArgumentException(jobIds.size() + " records at once; " + AT_ONCE + " are allowed");
        }
        Map<String, Job> found = new HashMap<>();
        List<Map<String, AttributeValue>> missing =
                jobIds.stream().map(DynamoJobStore::key).toList();
        for (int read = 0; !missing.isEmpty(); read++) {
            if (read == READS) {
                throw new StoreUnavailableException("table " + table + " is too busy to be read", null);
            }
            pause(read);
            List<Map<String, AttributeValue>> asked = missing;
            BatchGetItemResponse answer = reach(
                    "read",
                    () -> dynamo.batchGetItem(get -> get.requestItems(Map.of(
                            table,
                            KeysAndAttributes.builder()
                                    .keys(asked)
                                    .consistentRead(true)
                                    .build()))));
            answer.responses().getOrDefault(table, List.of()).forEach(item -> {
                Job job = job(item);
                found.put(job.jobId(), job);
            });
            missing = answer.unprocessedKeys().containsKey(table)
                    ? answer.unprocessedKeys().get(table).keys()
                    : List.of();
        }
        return found;
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

    @Override
    public Map<JobStatus, Long> counts(String batchId) {
        return reach("count", () -> {
            Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
            dynamo.queryPaginator(query -> query.tableName(table)
                            .indexName("byBatch")
                            .keyConditionExpression("batchId = :batch")
                            .expressionAttributeValues(Map.of(":batch", AttributeValue.fromS(batchId))))
                    .items()
                    .forEach(item ->
                            counts.merge(JobStatus.valueOf(item.get("status").s()), 1L, Long::sum));
            return counts;
        });
    }

    @Override
    public Optional<Job> findNewest(String sourceAddress) {
        return newest("bySource", "sourceAddress", sourceAddress);
    }

    @Override
    public Optional<Job> findByExecution(String execution) {
        return newest("byExecution", "execution", execution);
    }

    @Override
    public JobPage list(JobQuery query, int limit) {
        return reach("list", () -> listing.list(query, limit));
    }

    private Optional<Job> newest(String index, String attribute, String value) {
        return reach("look up", () -> {
            QueryResponse found = dynamo.query(query -> query.tableName(table)
                    .indexName(index)
                    .keyConditionExpression("#attribute = :value")
                    .expressionAttributeNames(Map.of("#attribute", attribute))
                    .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value)))
                    .scanIndexForward(false)
                    .limit(1));
            return found.items().stream()
                    .findFirst()
                    .flatMap(item -> find(item.get("jobId").s()));
        });
    }

    @Override
    public Job change(String jobId, UnaryOperator<Job> change) {
        for (int turn = 0; turn < TRIES; turn++) {
            Job was = find(jobId).orElseThrow(() -> new IllegalStateException("there is no job " + jobId));
            Job is = change.apply(was);
            if (is.equals(was)) {
                return was;
            }
            Job next = is.nextVersion();
            if (replaced(was, next)) {
                return next;
            }
        }
        throw new StoreUnavailableException("job " + jobId + " changes faster than it can be written", null);
    }

    private boolean replaced(Job was, Job next) {
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

    private Map<String, AttributeValue> item(Job job) {
        ObjectNode json = Json.mapper().valueToTree(job);
        json.put("createdAt", DynamoTime.text(job.createdAt()));
        json.put("sourceAddress", job.source().address());
        job.attempts().stream()
                .filter(attempt -> attempt.task() != null)
                .reduce((earlier, later) -> later)
                .ifPresent(attempt -> json.put("taskAddress", taskAddress(attempt)));
        if (job.isFinal()) {
            json.put("expiresAt", job.updatedAt().plus(retention).getEpochSecond());
        }
        return DynamoDocument.attributes(json);
    }

    private static String taskAddress(Attempt attempt) {
        return attempt.provider() + "#" + attempt.task().taskId();
    }

    static Job job(Map<String, AttributeValue> item) {
        try {
            return Json.mapper().treeToValue(DynamoDocument.json(item), Job.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("job record " + item.get("jobId") + " can't be read", unreadable);
        }
    }

    private static Map<String, AttributeValue> key(String jobId) {
        return Map.of("jobId", AttributeValue.fromS(jobId));
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
