package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.evaluator.Bindings;
import dev.backdrop.local.asl.evaluator.Template;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.integration.Completion;
import dev.backdrop.local.asl.integration.TaskCall;
import dev.backdrop.local.asl.states.ErrorName;
import dev.backdrop.local.asl.states.State;
import dev.backdrop.local.asl.time.Cancellable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A Task state. */
final class TaskRun extends HandlingRun {

    private static final int LONGEST_SECONDS = 99_999_999;

    /** In the place of a submitted call's stopper: the task is over. */
    private static final Runnable OVER = () -> {};

    private final State.TaskState task;
    private Attempt attempt;

    TaskRun(Strand strand, State.TaskState task, Value input) {
        super(strand, task, input);
        this.task = task;
    }

    @Override
    void attempt() {
        attempt = new Attempt();
        attempt.start();
    }

    @Override
    void abandon() {
        if (attempt != null) {
            attempt.close();
        }
    }

    /** One call. Whatever arrives after it is closed is ignored. */
    private final class Attempt implements Completion, TaskTokens.Waiter {

        private Optional<String> token = Optional.empty();
        private Cancellable timeout = () -> {};
        private Cancellable heartbeat = () -> {};
        private int heartbeatSeconds;
        private final AtomicReference<Runnable> stop = new AtomicReference<>();
        private boolean closed;
        private boolean callEnded;

        void start() {
            ObjectNode context = context();
            if (task.waitsForToken()) {
                token = Optional.of(run().tokens().issue(this));
                context.putObject("Task").put("Token", token.get());
            }
            Bindings bindings = bindings(Map.of(), context);
            Value arguments = task.arguments()
                    .map(template -> evaluate(template, bindings))
                    .orElse(input());
            limited("arguments", arguments);
            startTimers();
            run().record(HistoryEventType.TaskScheduled, task.name());
            run().record(HistoryEventType.TaskStarted, task.name());
            TaskCall call = new TaskCall(
                    task.resource(),
                    arguments.node(),
                    run().execution().arn(),
                    run().execution().stateMachineArn(),
                    task.name(),
                    retryCount(),
                    token);
            run().call(task.integration(), call, this);
        }

        private void startTimers() {
            task.timeout().ifPresent(template -> {
                int seconds = seconds("TimeoutSeconds", template);
                timeout = alarm(seconds, ErrorName.TIMEOUT, "The task ran longer than " + seconds + " seconds");
            });
            task.heartbeat().ifPresent(template -> {
                heartbeatSeconds = seconds("HeartbeatSeconds", template);
                expectHeartbeat();
            });
        }

        private int seconds(String field, Template template) {
            return wholeNumber(field, template, 1, LONGEST_SECONDS);
        }

        private void expectHeartbeat() {
            heartbeat = alarm(
                    heartbeatSeconds,
                    ErrorName.HEARTBEAT_TIMEOUT,
                    "The task sent no heartbeat for " + heartbeatSeconds + " seconds");
        }

        private Cancellable alarm(int seconds, String error, String cause) {
            return run().schedule(
                            run().now().plusSeconds(seconds),
                            () -> arrived(() -> {
                                run().record(HistoryEventType.TaskTimedOut, task.name(), error, cause);
                                throw new StateFailure(error, cause);
                            }));
        }

        void close() {
            closed = true;
            timeout.cancel();
            heartbeat.cancel();
            token.ifPresent(run().tokens()::withdraw);
            Runnable submitted = stop.getAndSet(OVER);
            if (submitted != null) {
                submitted.run();
            }
        }

        /** The task may be over by now, and its execution too, so this doesn't wait for the queue. */
        @Override
        public void submitted(Runnable stopper) {
            if (stop.compareAndSet(null, stopper)) {
                arrived(() -> run().record(HistoryEventType.TaskSubmitted, task.name()));
            } else {
                stopper.run();
            }
        }

        /** Comes from any thread: goes through the execution's queue. */
        private void arrived(Runnable step) {
            strand().later(() -> {
                if (!closed) {
                    step.run();
                }
            });
        }

        @Override
        public void succeed(JsonNode result) {
            arrived(() -> {
                if (!callEnded) {
                    callEnded = true;
                    if (task.waitsForToken()) {
                        run().record(HistoryEventType.TaskSubmitted, task.name());
                    } else {
                        done(result);
                    }
                }
            });
        }

        @Override
        public void fail(String error, String cause) {
            arrived(() -> {
                if (!callEnded) {
                    callEnded = true;
                    broke(error, cause);
                }
            });
        }

        @Override
        public void tokenSucceeded(JsonNode result) {
            arrived(() -> done(result));
        }

        @Override
        public void tokenFailed(String error, String cause) {
            arrived(() -> broke(error, cause));
        }

        @Override
        public void tokenAlive() {
            arrived(() -> {
                if (heartbeatSeconds > 0) {
                    heartbeat.cancel();
                    expectHeartbeat();
                }
            });
        }

        private void done(JsonNode result) {
            close();
            run().record(HistoryEventType.TaskSucceeded, task.name());
            succeeded(Value.of(result));
        }

        private void broke(String error, String cause) {
            close();
            run().record(HistoryEventType.TaskFailed, task.name(), error, cause);
            throw new StateFailure(error, cause);
        }
    }
}
