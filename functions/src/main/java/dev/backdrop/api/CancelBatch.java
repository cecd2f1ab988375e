package dev.backdrop.api;

import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStatus;
import dev.backdrop.batch.BatchStore;
import java.time.Clock;
import java.util.Set;

/**
 * {@code POST /batches/{batchId}/cancel}. The execution is stopped first, and with it what could cost anything: a record that
 * said so before would be believed while jobs still start. A crash in between leaves an execution whose end ends the record.
 */
final class CancelBatch implements Route.Operation {

    private final BatchStore batches;
    private final Executions executions;
    private final BatchView view;
    private final Clock clock;

    CancelBatch(BatchStore batches, Executions executions, BatchView view, Clock clock) {
        this.batches = batches;
        this.executions = executions;
        this.view = view;
        this.clock = clock;
    }

    @Override
    public Answer run(Call call) {
        Query.read(call.query(), Set.of());
        Batch open = BatchPath.find(batches, call);
        if (open.isFinal()) {
            throw ended(open);
        }
        if (open.execution() != null) {
            executions.stop(open.execution(), "the batch was cancelled");
        }
        Batch now = batches.change(open.batchId(), batch -> batch.cancelled(clock.instant()));
        if (now.status() != BatchStatus.CANCELLED) {
            throw ended(now);
        }
        return Answer.of(200, view.of(now)).aboutBatch(now.batchId());
    }

    private static ProblemException ended(Batch batch) {
        return new ProblemException(Problem.conflict("the batch has ended as " + batch.status()));
    }
}
