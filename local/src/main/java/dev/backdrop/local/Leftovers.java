package dev.backdrop.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStore;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Jobs and batches that an earlier process left open. Executions live in memory here, so they died with it; Step Functions would say so
 * of its own, and the template's rules for such events close them.
 */
final class Leftovers {

    private static final int PAGE = 100;

    private final DynamoDbClient dynamo;
    private final String table;
    private final JobStore jobs;
    private final BatchStore batches;

    Leftovers(DynamoDbClient dynamo, String table, JobStore jobs, BatchStore batches) {
        this.dynamo = dynamo;
        this.table = table;
        this.jobs = jobs;
        this.batches = batches;
    }

    /** For each open job and each open batch, the detail of the event that its execution was aborted. */
    List<JsonNode> abortions() {
        Stream<JsonNode> ofJobs = Arrays.stream(JobStatus.values())
                .filter(status -> !status.isFinal() && status != JobStatus.AWAITING_UPLOAD)
                .flatMap(this::open)
                .map(Leftovers::abortion);
        return Stream.concat(ofJobs, openBatches().stream().map(batch -> abortion(batch.execution())))
                .toList();
    }

    private List<Batch> openBatches() {
        List<Batch> open = new ArrayList<>();
        String cursor = null;
        do {
            BatchStore.Page page = batches.newest(PAGE, cursor);
            page.batches().stream()
                    .filter(batch -> !batch.isFinal() && batch.execution() != null)
                    .forEach(open::add);
            cursor = page.cursor();
        } while (cursor != null);
        return open;
    }

    private Stream<Job> open(JobStatus status) {
        return dynamo
                .queryPaginator(query -> query.tableName(table)
                        .indexName("byStatus")
                        .keyConditionExpression("#status = :status")
                        .expressionAttributeNames(Map.of("#status", "status"))
                        .expressionAttributeValues(Map.of(":status", AttributeValue.fromS(status.name()))))
                .items()
                .stream()
                .map(item -> jobs.find(item.get("jobId").s()))
                .flatMap(Optional::stream);
    }

    private static JsonNode abortion(Job job) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("source", Json.mapper().valueToTree(job.source()));
        return abortion(job.execution()).put("input", input.toString());
    }

    private static ObjectNode abortion(String execution) {
        int name = execution.lastIndexOf(':');
        return JsonNodeFactory.instance
                .objectNode()
                .put("executionArn", execution)
                .put("stateMachineArn", execution.substring(0, name).replace(":execution:", ":stateMachine:"))
                .put("name", execution.substring(name + 1))
                .put("status", "ABORTED");
    }
}
