package dev.backdrop.local.asl;

import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.Catcher;
import dev.backdrop.local.asl.states.Retrier;
import dev.backdrop.local.asl.states.State;
import dev.backdrop.local.asl.time.Cancellable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A state that can fail, try again, and hand its error on: Task, Parallel, Map. */
abstract class HandlingRun extends StateRun {

    private final State.Handling handling;
    private final int[] retriesSpent;
    private int retryCount;
    private Cancellable backoff = () -> {};

    HandlingRun(Strand strand, State.Handling handling, Value input) {
        super(strand, handling, input);
        this.handling = handling;
        this.retriesSpent = new int[handling.handlers().retriers().size()];
    }

    /** Tries once. */
    abstract void attempt();

    /** Calls off what the last attempt started; what it still brings is ignored. */
    abstract void abandon();

    @Override
    final void begin() {
        attempt();
    }

    @Override
    final void cancel() {
        backoff.cancel();
        abandon();
    }

    @Override
    final int retryCount() {
        return retryCount;
    }

    /** The attempt gave a result. */
    final void succeeded(Value result) {
        limited("result", result);
        leave(handling.transition(), result, Map.of("result", result));
    }

    @Override
    final void failed(StateFailure failure) {
        abandon();
        if (!retried(failure)) {
            Catcher catcher = handling.handlers().catchers().stream()
                    .filter(candidate -> candidate.matches(name(failure)))
                    .findFirst()
                    .orElseThrow(() -> failure);
            Value errorOutput = errorOutput(failure);
            leave(catcher.transition(), errorOutput, Map.of("errorOutput", errorOutput));
        }
    }

    /** Only the first retrier that matches counts; when it has no attempts left, none of the others steps in. */
    private boolean retried(StateFailure failure) {
        List<Retrier> retriers = handling.handlers().retriers();
        for (int i = 0; i < retriers.size(); i++) {
            Retrier retrier = retriers.get(i);
            if (retrier.matches(name(failure))) {
                if (retriesSpent[i] >= retrier.maxAttempts()) {
                    return false;
                }
                Instant again = run().now().plus(retrier.delay(retriesSpent[i]++, run().random()));
                backoff = run().schedule(again, () -> strand().later(this::retry));
                return true;
            }
        }
        return false;
    }

    private void retry() {
        retryCount++;
        attempt();
    }

    /** A Fail state in a branch may have no name for its error; then only States.ALL and TaskFailed match. */
    private static String name(StateFailure failure) {
        return failure.error() == null ? "" : failure.error();
    }
}
