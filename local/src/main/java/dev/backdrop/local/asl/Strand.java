package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.Branch;
import dev.backdrop.local.asl.states.State;
import java.util.Optional;

/**
 * One state after another through a branch: the machine's own, a Parallel's, or an iteration of a Map. All of an
 * execution's strands run in its queue, one step at a time, so nothing here needs a lock.
 */
final class Strand {

    /** Who started the strand and wants to know how it ended. */
    interface Owner {
        void succeeded(Value output);

        void failed(StateFailure failure);
    }

    private final ExecutionRun run;
    private final Branch branch;
    private final Scope scope;
    private final Optional<ObjectNode> mapItem;
    private final Owner owner;
    private StateRun current;
    private boolean over;

    /** @param mapItem {@code $states.context.Map.Item} inside a Map */
    Strand(ExecutionRun run, Branch branch, Scope scope, Optional<ObjectNode> mapItem, Owner owner) {
        this.run = run;
        this.branch = branch;
        this.scope = scope;
        this.mapItem = mapItem;
        this.owner = owner;
    }

    ExecutionRun run() {
        return run;
    }

    Scope scope() {
        return scope;
    }

    Optional<? extends JsonNode> mapItem() {
        return mapItem;
    }

    /** For a branch or an iteration that a state of this strand starts. */
    Strand inside(Branch inner, Optional<ObjectNode> item, Owner innerOwner) {
        return new Strand(run, inner, scope.inside(), item.isPresent() ? item : mapItem, innerOwner);
    }

    void start(Value input) {
        later(() -> enter(branch.startAt(), input));
    }

    /** Stops without telling the owner, who asked for it. */
    void cancel() {
        over = true;
        if (current != null) {
            current.cancel();
        }
    }

    /** Does something in the execution's queue, unless this strand is over by then. */
    void later(Runnable step) {
        run.post(() -> {
            if (!over) {
                guarded(step);
            }
        });
    }

    /** A failure of the current state goes to that state, which may have a way to handle it. */
    void guarded(Runnable step) {
        try {
            step.run();
        } catch (StateFailure failure) {
            if (current == null) {
                failed(failure);
                return;
            }
            try {
                current.failed(failure);
            } catch (StateFailure worse) {
                failed(worse);
            }
        }
    }

    private void enter(String name, Value input) {
        State state = branch.states().get(name);
        current = StateRun.of(this, state, input);
        run.record(HistoryEventType.entered(state), name);
        current.begin();
    }

    /** The current state is done. */
    void leave(State state, Value output, Optional<String> next) {
        if (!(state instanceof State.FailState)) {
            run.record(HistoryEventType.exited(state), state.name());
        }
        if (next.isPresent()) {
            later(() -> enter(next.get(), output));
        } else {
            over = true;
            owner.succeeded(output);
        }
    }

    /** The current state has failed for good. */
    void failed(StateFailure failure) {
        cancel();
        owner.failed(failure);
    }
}
