package dev.backdrop.local.asl.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * Starts an execution of another state machine: {@code arn:aws:states:::states:startExecution} goes on at once,
 * {@code arn:aws:states:::states:startExecution.sync:2} waits for its end and has its input and output as JSON. An
 * execution that is waited for ends with the task that waits.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 */
public final class StartExecution implements Integration {

    public static final String RESOURCE = "arn:aws:states:::states:startExecution";
    public static final String SYNC_RESOURCE = RESOURCE + ".sync:2";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ExecutionHost host;
    private final boolean waits;

    private StartExecution(ExecutionHost host, boolean waits) {
        this.host = host;
        this.waits = waits;
    }

    /** For {@link #RESOURCE}. */
    public static StartExecution andGoOn(ExecutionHost host) {
        return new StartExecution(host, false);
    }

    /** For {@link #SYNC_RESOURCE}. */
    public static StartExecution andWait(ExecutionHost host) {
        return new StartExecution(host, true);
    }

    @Override
    public Optional<Set<String>> argumentNames() {
        return Optional.of(Set.of("StateMachineArn", "Input", "Name"));
    }

    @Override
    public Set<String> requiredArguments() {
        return Set.of("StateMachineArn");
    }

    @Override
    public void start(TaskCall call, Completion completion) {
        String arn = text(call, "StateMachineArn").orElseThrow(() -> invalid("StateMachineArn", "missing"));
        JsonNode input = call.arguments().path("Input");
        ExecutionHost.Started started =
                host.start(arn, text(call, "Name"), input.isMissingNode() ? NODES.objectNode() : input);
        if (waits) {
            completion.submitted(started::abort);
            started.onEnd(ended -> end(ended, completion));
        } else {
            completion.succeed(NODES.objectNode()
                    .put("ExecutionArn", started.arn())
                    .put("StartDate", started.startedAt().toEpochMilli()));
        }
    }

    private static Optional<String> text(TaskCall call, String name) {
        JsonNode value = call.arguments().path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw invalid(name, value.toString());
        }
        return Optional.of(value.textValue());
    }

    private static TaskException invalid(String name, String value) {
        return new TaskException("States.Runtime", name + " must be text, not " + value);
    }

    private static void end(ExecutionHost.Ended ended, Completion completion) {
        if (ended.output().isEmpty()) {
            completion.fail("States.TaskFailed", ended.description().toString());
            return;
        }
        ObjectNode result = ended.description().deepCopy();
        result.set("Input", ended.input());
        result.set("Output", ended.output().get());
        completion.succeed(result);
    }
}
