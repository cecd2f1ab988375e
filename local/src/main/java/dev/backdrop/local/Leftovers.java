package dev.backdrop.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.JobStore;
import dev.backdrop.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Jobs that an earlier process left open. Executions live in memory here, so they died with it; Step Functions would say so
 * of its own, and the template's rule for such events closes the jobs.
 */
final class Leftovers {

    private final DynamoDbClient dynamo;
    private final String table;
    private final JobStore jobs;

    Leftovers(DynamoDbClient dynamo, String table, JobStore jobs) {
        this.dynamo = dynamo;
        this.table = table;
        this.jobs = jobs;
    }

    /** For each open job, the detail of the event that its execution was aborted. */
    List<JsonNode> abortions() {
        return Arrays.stream(JobStatus.values())
                .filter(status -> !status.isFinal() && status != JobStatus.AWAITING_UPLOAD)
                .flatMap(this::open)
                .map(Leftovers::abortion)
                .toList();
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
        String execution = job.execution();
        int name = execution.lastIndexOf(':');
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.set("source", Json.mapper().valueToTree(job.source()));
        return JsonNodeFactory.instance
                .objectNode()
                .put("executionArn", execution)
                .put("stateMachineArn", execution.substring(0, name).replace(":execution:", ":stateMachine:"))
                .put("name", execution.substring(name + 1))
                .put("status", "ABORTED")
                .put("input", input.toString());
    }
}
