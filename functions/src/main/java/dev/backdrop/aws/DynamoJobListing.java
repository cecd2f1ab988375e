package dev.backdrop.aws;

import dev.backdrop.job.Job;
import dev.backdrop.job.JobPage;
import dev.backdrop.job.JobQuery;
import dev.backdrop.job.JobQuery.Position;
import dev.backdrop.job.JobStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Lists of job records by the table's indexes. A page ends at a place, time and id, that means the same in each index: so the
 * lists of all statuses can be merged into one, and a job that changes its status between two pages isn't lost track of.
 */
final class DynamoJobListing {

    private static final Comparator<Map<String, AttributeValue>> NEWEST_FIRST =
            Comparator.comparing(DynamoJobListing::position, JobQuery.NEWEST_FIRST);

    private final DynamoTable table;
    private final VersionedRecords<Job> records;

    DynamoJobListing(DynamoTable table, VersionedRecords<Job> records) {
        this.table = table;
        this.records = records;
    }

    JobPage list(JobQuery query, int limit) {
        if (query.sourceAddress() != null) {
            List<Map<String, AttributeValue>> keys =
                    newest("bySource", "sourceAddress", query.sourceAddress(), query, limit);
            return page(keys, limit, this::read);
        }
        Stream<JobStatus> statuses =
                query.status() != null ? Stream.of(query.status()) : Arrays.stream(JobStatus.values());
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        statuses.flatMap(status -> newest("byStatus", "status", status.name(), query, limit).stream())
                .forEach(item -> items.merge(item.get("jobId").s(), item, DynamoJobListing::newer));
        return page(
                items.values().stream().sorted(NEWEST_FIRST).toList(),
                limit,
                found -> found.stream().map(records::read).toList());
    }

    /** A job that has just changed its status may be found under both. */
    private static Map<String, AttributeValue> newer(
            Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
        return version(one) > version(other) ? one : other;
    }

    private static long version(Map<String, AttributeValue> item) {
        return Long.parseLong(item.get("version").n());
    }

    private interface Reading {
        List<Job> jobs(List<Map<String, AttributeValue>> items);
    }

    private static JobPage page(List<Map<String, AttributeValue>> items, int limit, Reading reading) {
        List<Map<String, AttributeValue>> shown = items.subList(0, Math.min(limit, items.size()));
        Optional<Position> next = items.size() > limit ? Optional.of(position(items.get(limit - 1))) : Optional.empty();
        return new JobPage(reading.jobs(shown), next);
    }

    private static Position position(Map<String, AttributeValue> item) {
        return new Position(
                Instant.parse(item.get("createdAt").s()), item.get("jobId").s());
    }

    /**
     * One more than asked for, if there are so many. An index doesn't say how it orders items of the same moment, so all
     * items of the last moment are read.
     */
    private List<Map<String, AttributeValue>> newest(
            String index, String attribute, String value, JobQuery query, int limit) {
        Instant low = query.since() == null ? DynamoTime.FIRST : latest(query.since(), DynamoTime.FIRST);
        Instant end =
                query.until() == null ? DynamoTime.LAST : earliest(query.until().minusNanos(1), DynamoTime.LAST);
        Instant high = query.after() == null ? end : earliest(end, query.after().createdAt());
        if (low.isAfter(high)) {
            return List.of();
        }
        QueryRequest.Builder request = QueryRequest.builder()
                .indexName(index)
                .keyConditionExpression("#attribute = :value AND createdAt BETWEEN :low AND :high")
                .expressionAttributeNames(Map.of("#attribute", attribute))
                .expressionAttributeValues(Map.of(
                        ":value", AttributeValue.fromS(value),
                        ":low", AttributeValue.fromS(DynamoTime.text(low)),
                        ":high", AttributeValue.fromS(DynamoTime.text(high))))
                .scanIndexForward(false)
                .limit(limit + 2);
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        QueryResponse response;
        do {
            response = table.query(request);
            response.items().stream()
                    .filter(item -> query.isAhead(position(item)))
                    .forEach(found::add);
            request.exclusiveStartKey(response.lastEvaluatedKey());
        } while (response.hasLastEvaluatedKey()
                && !response.lastEvaluatedKey().isEmpty()
                && !settled(found, limit + 1));
        found.sort(NEWEST_FIRST);
        return found.subList(0, Math.min(limit + 1, found.size()));
    }

    /** Whether no item to come could belong among the first ones. */
    private static boolean settled(List<Map<String, AttributeValue>> found, int count) {
        return found.size() > count
                && !found.get(found.size() - 1)
                        .get("createdAt")
                        .equals(found.get(count - 1).get("createdAt"));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The records of these keys, in their order; those that are gone are left out. */
    private List<Job> read(List<Map<String, AttributeValue>> keys) {
        List<Map<String, AttributeValue>> asked =
                keys.stream().map(key -> records.key(key.get("jobId").s())).toList();
        Map<String, Job> jobs = table.getAll(asked).stream()
                .map(records::read)
                .collect(Collectors.toMap(Job::jobId, Function.identity()));
        return keys.stream()
                .map(key -> jobs.get(key.get("jobId").s()))
                .filter(Objects::nonNull)
                .toList();
    }
}
