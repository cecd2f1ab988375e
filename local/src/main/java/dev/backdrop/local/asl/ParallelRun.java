package dev.backdrop.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backdrop.local.asl.evaluator.Value;
import dev.backdrop.local.asl.states.Branch;
import dev.backdrop.local.asl.states.State;
import java.util.Optional;

/** A Parallel state: all branches at once; the first that fails stops the others. */
final class ParallelRun extends HandlingRun {

    private final State.ParallelState parallel;
    private StrandGroup group;

    ParallelRun(Strand strand, State.ParallelState parallel, Value input) {
        super(strand, parallel, input);
        this.parallel = parallel;
    }

    @Override
    void attempt() {
        Value arguments = parallel.arguments()
                .map(template -> evaluate(template, bindings()))
                .orElse(input());
        limited("arguments", arguments);
        run().record(HistoryEventType.ParallelStateStarted, parallel.name());
        group = new StrandGroup(this, parallel.branches().size(), this::done, this::broke);
        for (Branch branch : parallel.branches()) {
            group.add(owner -> strand().inside(branch, Optional.empty(), owner)).start(arguments);
        }
    }

    private void done(JsonNode results) {
        run().record(HistoryEventType.ParallelStateSucceeded, parallel.name());
        succeeded(Value.of(results));
    }

    private void broke(StateFailure failure) {
        run().record(HistoryEventType.ParallelStateFailed, parallel.name(), failure.error(), failure.cause());
        throw failure;
    }

    @Override
    void abandon() {
        if (group != null) {
            group.cancel();
        }
    }
}
