package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.states.WorkflowType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of a state machine, as seen from outside. Safe for many threads. */
public final class Execution {

    /** How it ended. */
    private record End(ExecutionStatus status, Instant at, JsonNode output, String error, String cause) {}

    private final String arn;
    private final String name;
    private final String stateMachineArn;
    private final WorkflowType type;
    private final Optional<String> mapRunArn;
    private final JsonNode input;
    private final Instant startedAt;
    private volatile Runnable abort;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<HistoryEvent> history = new ArrayList<>();
    private final List<Consumer<Execution>> onEnd = new ArrayList<>();
    private volatile End end;

    /** What identifies an execution. @param mapRunArn there for a child workflow of a Distributed Map */
    record Identity(String arn, String name, String stateMachineArn, WorkflowType type, Optional<String> mapRunArn) {}

    Execution(Identity identity, JsonNode input, Instant startedAt, Consumer<Execution> abort) {
        this.arn = identity.arn();
        this.name = identity.name();
        this.stateMachineArn = identity.stateMachineArn();
        this.type = identity.type();
        this.mapRunArn = identity.mapRunArn();
        this.input = input;
        this.startedAt = startedAt;
        this.abort = () -> abort.accept(this);
    }

    public String arn() {
        return arn;
    }

    public String stateMachineArn() {
        return stateMachineArn;
    }

    public String name() {
        return name;
    }

    public WorkflowType type() {
        return type;
    }

    /** There if this is a child workflow of a Distributed Map. */
    public Optional<String> mapRunArn() {
        return mapRunArn;
    }

    /** Not to be changed. */
    public JsonNode input() {
        return input;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public ExecutionStatus status() {
        End known = end;
        return known == null ? ExecutionStatus.RUNNING : known.status();
    }

    public boolean ended() {
        return end != null;
    }

    public Optional<Instant> stoppedAt() {
        return Optional.ofNullable(end).map(End::at);
    }

    /** There if it succeeded; not to be changed. */
    public Optional<JsonNode> output() {
        return Optional.ofNullable(end).map(End::output);
    }

    /** The name of the error that ended it, if one did and has a name. */
    public Optional<String> error() {
        return Optional.ofNullable(end).map(End::error);
    }

    public Optional<String> cause() {
        return Optional.ofNullable(end).map(End::cause);
    }

    /** What has happened so far, in order. */
    public List<HistoryEvent> history() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }

    int historySize() {
        synchronized (history) {
            return history.size();
        }
    }

    void record(Instant at, HistoryEventType type, String state, String error, String cause) {
        synchronized (history) {
            history.add(new HistoryEvent(
                    history.size() + 1L,
                    at,
                    type,
                    Optional.ofNullable(state),
                    Optional.ofNullable(error),
                    Optional.ofNullable(cause)));
        }
    }

    /**
     * Waits in real time. Don't call it on the thread that drives a virtual scheduler.
     *
     * @return whether it has ended
     */
    public boolean await(Duration atMost) throws InterruptedException {
        return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Calls back once, when it has ended: at once if it has already. Runs on the thread that ends it. */
    public void onEnd(Consumer<Execution> callback) {
        synchronized (onEnd) {
            if (end == null) {
                onEnd.add(callback);
                return;
            }
        }
        callback.accept(this);
    }

    /** Asks for its end; does nothing if it has ended already. Takes effect with the scheduler's next step. */
    public void abort() {
        abort.run();
    }

    /** Shows the end to all; callbacks are returned to be called. */
    List<Consumer<Execution>> end(ExecutionStatus status, Instant at, JsonNode output, String error, String cause) {
        List<Consumer<Execution>> callbacks;
        synchronized (onEnd) {
            end = new End(status, at, output, error, cause);
            // Lets go of the variables and states behind it, and of who waited: ended executions are kept, a thousand
            // of them.
            abort = () -> {};
            callbacks = List.copyOf(onEnd);
            onEnd.clear();
        }
        ended.countDown();
        return callbacks;
    }

    @Override
    public String toString() {
        String why = error().map(name -> " " + name + ": " + cause().orElse("")).orElse("");
        return name() + " " + status() + why;
    }
}
