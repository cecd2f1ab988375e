package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An execution has got this status.
 *
 * @param execution the execution, already showing the status unless it has changed again since
 * @param status the status
 */
public record StatusChange(Execution execution, ExecutionStatus status) {

    /**
     * The detail of EventBridge's "Step Functions Execution Status Change" event.
     *
     * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
     */
    public ObjectNode eventDetail() {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        boolean ended = status != ExecutionStatus.RUNNING;
        detail.put("executionArn", execution.arn())
                .put("stateMachineArn", execution.stateMachineArn())
                .put("name", execution.name())
                .put("status", status.name())
                .put("startDate", execution.startedAt().toEpochMilli())
                .put(
                        "stopDate",
                        ended
                                ? execution
                                        .stoppedAt()
                                        .map(at -> at.toEpochMilli())
                                        .orElse(null)
                                : null)
                .put("input", execution.input().toString());
        detail.putObject("inputDetails").put("included", true);
        detail.put("output", ended ? execution.output().map(Object::toString).orElse(null) : null);
        detail.putObject("outputDetails").put("included", true);
        return detail.put("error", ended ? execution.error().orElse(null) : null)
                .put("cause", ended ? execution.cause().orElse(null) : null);
    }
}
