package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.evaluator.Evaluator;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.integration.Completion;
import dev.backdrop.local.asl.integration.Integration;
import dev.backdrop.local.asl.integration.TaskCall;
import dev.backdrop.local.asl.integration.TaskException;
import dev.backdrop.local.asl.states.ErrorName;
import dev.backdrop.local.asl.states.StateMachine;
import dev.backdrop.local.asl.states.Timestamps;
import dev.backdrop.local.asl.states.WorkflowType;
import dev.backdrop.local.asl.time.Cancellable;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inside of an execution. Everything that happens to it goes through one queue, a step at a time, on whatever thread
 * the scheduler has; calls of tasks run beside it and put their results into the queue.
 */
final class ExecutionRun implements Strand.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(ExecutionRun.class);

    /** Step Functions fails an execution that gets here. The event that says so is the last. */
    private static final int MOST_EVENTS = 25_000;

    private final WorkflowEngine engine;
    private final StateMachine machine;
    private final Execution execution;
    private final Value input;
    private final Strand strand;
    private final ObjectNode about;
    private final StepQueue queue;
    private Cancellable timeout = () -> {};

    ExecutionRun(WorkflowEngine engine, StateMachine machine, Execution execution) {
        this.engine = engine;
        this.machine = machine;
        this.execution = execution;
        this.queue = new StepQueue(engine.scheduler());
        this.input = Value.of(execution.input());
        this.strand = new Strand(this, machine.branch(), Scope.outermost(), Optional.empty(), this);
        this.about = JsonNodeFactory.instance.objectNode().put("Id", execution.arn());
        about.set("Input", input.node());
        about.put("Name", execution.name()).put("StartTime", Timestamps.format(execution.startedAt()));
    }

    void start() {
        post(() -> {
            record(HistoryEventType.ExecutionStarted, null);
            publish(ExecutionStatus.RUNNING);
            machine.timeout()
                    .ifPresent(limit -> timeout = schedule(
                            execution.startedAt().plus(limit),
                            () -> post(() -> end(
                                    ExecutionStatus.TIMED_OUT,
                                    HistoryEventType.ExecutionTimedOut,
                                    null,
                                    ErrorName.TIMEOUT,
                                    "The execution ran longer than " + limit.toSeconds() + " seconds"))));
            strand.start(input);
        });
    }

    void abort() {
        post(() -> end(ExecutionStatus.ABORTED, HistoryEventType.ExecutionAborted, null, null, null));
    }

    /** Adds a step; it is skipped if the execution has ended by the time it comes up. */
    void post(Runnable step) {
        queue.post(() -> {
            try {
                if (!execution.ended()) {
                    step.run();
                }
            } catch (RuntimeException | StackOverflowError broken) {
                LOG.error("The interpreter broke in {}", execution.arn(), broken);
                end(
                        ExecutionStatus.FAILED,
                        HistoryEventType.ExecutionFailed,
                        null,
                        ErrorName.RUNTIME,
                        "The interpreter broke: " + broken);
            }
        });
    }

    @Override
    public void succeeded(Value output) {
        end(ExecutionStatus.SUCCEEDED, HistoryEventType.ExecutionSucceeded, output.node(), null, null);
    }

    @Override
    public void failed(StateFailure failure) {
        end(ExecutionStatus.FAILED, HistoryEventType.ExecutionFailed, null, failure.error(), failure.cause());
    }

    private void end(ExecutionStatus status, HistoryEventType type, JsonNode output, String error, String cause) {
        timeout.cancel();
        strand.cancel();
        execution.record(now(), type, null, error, cause);
        var callbacks = execution.end(status, now(), output, error, cause);
        publish(status);
        callbacks.forEach(callback -> engine.tell(callback, execution));
    }

    /** Source: https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html, "Only standard workflows" */
    private void publish(ExecutionStatus status) {
        if (execution.type() == WorkflowType.STANDARD) {
            engine.publish(new StatusChange(execution, status));
        }
    }

    /** Calls a task's integration, away from the queue. */
    void call(Integration integration, TaskCall call, Completion completion) {
        engine.scheduler().runBlocking(() -> {
            try {
                integration.start(call, completion);
            } catch (TaskException failed) {
                completion.fail(failed.error(), failed.getMessage());
            } catch (RuntimeException | LinkageError | StackOverflowError broken) {
                LOG.error("The integration {} broke in {}", call.resource(), call.executionArn(), broken);
                completion.fail(ErrorName.TASK_FAILED, "The integration broke: " + broken);
            }
        });
    }

    void record(HistoryEventType type, String state) {
        record(type, state, null, null);
    }

    /** @throws StateFailure which nothing can catch, when the history is full */
    void record(HistoryEventType type, String state, String error, String cause) {
        if (execution.type() == WorkflowType.STANDARD && execution.historySize() >= MOST_EVENTS - 1) {
            throw new StateFailure(
                    ErrorName.RUNTIME, "The execution reached the maximum number of history events (25000)");
        }
        execution.record(now(), type, state, error, cause);
    }

    /** A fresh context object without its State. */
    ObjectNode context() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.set("Execution", about);
        context.putObject("StateMachine").put("Id", machine.arn()).put("Name", machine.name());
        return context;
    }

    WorkflowEngine engine() {
        return engine;
    }

    StateMachine machine() {
        return machine;
    }

    Execution execution() {
        return execution;
    }

    Instant now() {
        return engine.scheduler().clock().instant();
    }

    Cancellable schedule(Instant when, Runnable step) {
        return engine.scheduler().schedule(when, step);
    }

    Evaluator evaluator() {
        return engine.evaluator();
    }

    TaskTokens tokens() {
        return engine.tokens();
    }

    RandomGenerator random() {
        return engine.random();
    }
}
