package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.backdrop.local.asl.states.Timestamps;
import dev.backdrop.local.asl.states.WorkflowType;
import java.time.Instant;
import java.util.function.Function;

/**
 * An execution that has ended, as DescribeExecution has it, with capitalised names, as Step Functions hands it from one
 * execution to another.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
final class Description {

    private Description() {}

    /** With times as texts. */
    static ObjectNode inResultFile(Execution execution) {
        return of(execution, time -> TextNode.valueOf(Timestamps.format(time)));
    }

    /** With times in milliseconds since 1970. */
    static ObjectNode ofNested(Execution execution) {
        return of(execution, time -> LongNode.valueOf(time.toEpochMilli()));
    }

    private static ObjectNode of(Execution execution, Function<Instant, JsonNode> time) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        execution.cause().ifPresent(cause -> node.put("Cause", cause));
        execution.error().ifPresent(error -> node.put("Error", error));
        node.put("ExecutionArn", execution.arn());
        node.put("Input", execution.input().toString());
        node.putObject("InputDetails").put("Included", true);
        node.put("Name", execution.name());
        execution.output().ifPresent(output -> {
            node.put("Output", output.toString());
            node.putObject("OutputDetails").put("Included", true);
        });
        redrive(execution, node);
        node.set("StartDate", time.apply(execution.startedAt()));
        node.put("StateMachineArn", execution.stateMachineArn());
        node.put("Status", execution.status().name());
        execution.stoppedAt().ifPresent(at -> node.set("StopDate", time.apply(at)));
        return node;
    }

    private static void redrive(Execution execution, ObjectNode node) {
        node.put("RedriveCount", 0);
        if (execution.status() == ExecutionStatus.SUCCEEDED) {
            node.put("RedriveStatus", "NOT_REDRIVABLE");
            node.put("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
        } else {
            node.put(
                    "RedriveStatus", execution.type() == WorkflowType.EXPRESS ? "REDRIVABLE_BY_MAP_RUN" : "REDRIVABLE");
        }
    }

    /** An input of a child workflow that was never started. */
    static ObjectNode pending(JsonNode input) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("Input", input.toString());
        node.putObject("InputDetails").put("Included", true);
        return node.put("Status", "PENDING");
    }
}
