package dev.backdrop.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.JobRecords;
import dev.backdrop.job.Attempt;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobPage;
import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.json.Json;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Job records in a DynamoDB table: the record as it is, and beside it the few attributes that its indexes need. */
public final class DynamoJobStore implements JobStore, JobRecords {

    private final DynamoTable table;
    private final VersionedRecords<Job> records;
    private final DynamoJobListing listing;

    /** @param retention how long a record is kept after its last change */
    public DynamoJobStore(DynamoDbClient dynamo, String table, Duration retention) {
        this.table = new DynamoTable(dynamo, table);
        this.records = new VersionedRecords<>(this.table, new Kind(retention));
        this.listing = new DynamoJobListing(this.table, records);
    }

    private record Kind(Duration retention) implements VersionedRecords.Kind<Job> {

        @Override
        public String word() {
            return "job";
        }

        @Override
        public String key() {
            return "jobId";
        }

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public long version(Job was) {
            return was.version();
        }

        @Override
        public Job next(Job is) {
            return is.nextVersion();
        }

        @Override
        public Map<String, AttributeValue> item(Job job) {
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
    }

    @Override
    public Job claim(Job job) {
        return records.claim(job);
    }

    @Override
    public Optional<Job> find(String jobId) {
        return records.find(jobId);
    }

    @Override
    public Job change(String jobId, UnaryOperator<Job> change) {
        return records.change(jobId, change);
    }

    @Override
    public Map<String, Job> findAll(Collection<String> jobIds) {
        if (jobIds.size() > AT_ONCE) {
            throw new IllegalArgumentException(jobIds.size() + " records at once; " + AT_ONCE + " are allowed");
        }
        return table.getAll(jobIds.stream().map(records::key).toList()).stream()
                .map(records::read)
                .collect(Collectors.toMap(Job::jobId, Function.identity()));
    }

    @Override
    public Map<JobStatus, Long> counts(String batchId) {
        Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
        table.forEach(
                QueryRequest.builder()
                        .indexName("byBatch")
                        .keyConditionExpression("batchId = :batch")
                        .expressionAttributeValues(Map.of(":batch", AttributeValue.fromS(batchId))),
                item -> counts.merge(JobStatus.valueOf(item.get("status").s()), 1L, Long::sum));
        return counts;
    }

    @Override
    public List<Job> ofPhoto(String sourceAddress) {
        return list(JobQuery.ofSource(sourceAddress), AT_ONCE).jobs();
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
        return listing.list(query, limit);
    }

    private Optional<Job> newest(String index, String attribute, String value) {
        return table
                .query(QueryRequest.builder()
                        .indexName(index)
                        .keyConditionExpression("#attribute = :value")
                        .expressionAttributeNames(Map.of("#attribute", attribute))
                        .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value)))
                        .scanIndexForward(false)
                        .limit(1))
                .items()
                .stream()
                .findFirst()
                .flatMap(item -> find(item.get("jobId").s()));
    }
}
