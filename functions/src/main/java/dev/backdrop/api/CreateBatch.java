package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchOrder;
import dev.backdrop.batch.BatchStore;
import dev.backdrop.job.StoreUnavailableException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /batches}. The execution is started first, under the batch's name, and recorded then: a crash in between leaves
 * an execution that records the batch itself.
 */
final class CreateBatch implements Route.Operation {

    private final BatchStore batches;
    private final Executions executions;
    private final BatchCheck check;
    private final Idempotency idempotency;
    private final BatchView view;
    private final Clock clock;

    /** @param started false if the batch was there already */
    private record Taken(Batch batch, boolean started) {}

    CreateBatch(ApiPorts.Batches ports, BatchCheck check, Idempotency idempotency, BatchView view, Clock clock) {
        this.batches = ports.store();
        this.executions = ports.executions();
        this.check = check;
        this.idempotency = idempotency;
        this.view = view;
        this.clock = clock;
    }

    @Override
    public Answer run(Call call) {
        Query.read(call.query(), Set.of());
        AskedBatch asked = AskedBatch.read(Body.required(call));
        Taken taken = idempotency.once("createBatch", call, new Idempotency.Work<>() {
            @Override
            public Taken run(Idempotency.Turn turn) {
                return take(asked, turn);
            }

            @Override
            public String name(Taken outcome) {
                return outcome.batch().batchId();
            }

            @Override
            public Taken find(String batchId) {
                return new Taken(recorded(batchId), false);
            }
        });
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("batch", view.of(taken.batch()));
        return Answer.of(taken.started() ? 202 : 200, json)
                .aboutBatch(taken.batch().batchId())
                .located();
    }

    private Batch recorded(String batchId) {
        return batches.find(batchId)
                .orElseThrow(() -> new IllegalStateException("batch " + batchId + " was made and is gone"));
    }

    /** An earlier go may have started it, so that a later one must not refuse it: planning says what is wrong then. */
    private Taken take(AskedBatch asked, Idempotency.Turn turn) {
        if (turn.first()) {
            return start(turn.seed(), asked.input(), check.demand(asked.order()));
        }
        Optional<Batch> there = batches.find(turn.seed());
        return there.map(batch -> new Taken(batch, false))
                .orElseGet(() -> start(turn.seed(), asked.input(), asked.order()));
    }

    private Taken start(String batchId, ObjectNode input, BatchOrder order) {
        if (executions.start(batchId, input) instanceof Executions.Start.Running running) {
            Batch planning = Batch.planning(batchId, running.execution(), order, clock.instant());
            return new Taken(batches.claim(planning), true);
        }
        return batches.find(batchId)
                .map(batch -> new Taken(batch, false))
                .orElseThrow(() -> new StoreUnavailableException(
                        "the execution of batch " + batchId + " has ended, and its record isn't here yet", null));
    }
}
