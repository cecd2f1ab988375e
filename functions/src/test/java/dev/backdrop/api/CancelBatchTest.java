package dev.backdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.backdrop.api.Effects.Break;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchStatus;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CancelBatchTest {

    private static final String EXECUTION = RecordedExecutions.ARN + Batches.ID;

    private final Desk desk = new Desk();

    private Desk.Reply cancel() {
        return desk.post("/batches/" + Batches.ID + "/cancel", null);
    }

    private Batch kept() {
        return desk.batches.all().iterator().next();
    }

    @Test
    void anOpenBatchIsStoppedAndCancelled() {
        for (Batch open : new Batch[] {
            Batches.planning(), Batches.running(), Batches.running().reporting(Jobs.NOW)
        }) {
            desk.batches.put(open);
            desk.batchRuns.stopped().clear();
            Desk.Reply reply = cancel();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body().path("status").asText()).isEqualTo("CANCELLED");
            assertThat(reply.body().path("message").asText()).contains("Start the batch again");
            assertThat(reply.body().path("finishedAt").asText()).isEqualTo("2026-11-21T09:00:00Z");
            assertThat(desk.batchRuns.stopped()).containsExactly(EXECUTION);
            assertThat(desk.executions.stopped()).isEmpty();
            assertThat(kept().status()).isEqualTo(BatchStatus.CANCELLED);
            assertThat(kept().plan()).isEqualTo(open.plan());
        }
    }

    @Test
    void aBatchThatNoExecutionHasYetIsEndedByItsRecord() {
        Batch planning = Batches.planning();
        desk.batches.put(Batch.planning(Batches.ID, null, planning.order(), Jobs.NOW));
        assertThat(cancel().status()).isEqualTo(200);
        assertThat(desk.batchRuns.stopped()).isEmpty();
        assertThat(kept().status()).isEqualTo(BatchStatus.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(BatchStatus.class)
    void aBatchThatHasEndedStaysAsItIs(BatchStatus status) {
        if (!status.isFinal()) {
            assertThat(status).isIn(Set.of(BatchStatus.PLANNING, BatchStatus.RUNNING, BatchStatus.REPORTING));
            return;
        }
        Batch batch = desk.batches.put(Batches.ended(status));
        Desk.Reply reply = cancel();
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.body().path("detail").asText()).isEqualTo("the batch has ended as " + status);
        assertThat(desk.batches.all()).containsExactly(batch);
        assertThat(desk.batchRuns.stopped()).isEmpty();
    }

    @Test
    void cancellingTwiceIsAConflictTheSecondTime() {
        desk.batches.put(Batches.running());
        assertThat(cancel().status()).isEqualTo(200);
        assertThat(cancel().status()).isEqualTo(409);
        assertThat(desk.batchRuns.stopped()).hasSize(1);
    }

    /** Found, stopped, changed: a batch that still runs is never said to be cancelled. */
    @ParameterizedTest
    @EnumSource(Break.class)
    void wheneverItBreaksNoBatchIsCalledCancelledWhoseExecutionRuns(Break how) {
        for (int effect = 1; effect <= 3; effect++) {
            Desk fresh = new Desk();
            fresh.batches.put(Batches.running());
            fresh.effects.breakAt(effect, how);
            String path = "/batches/" + Batches.ID + "/cancel";
            Throwable death = catchThrowable(
                    () -> assertThat(fresh.post(path, null).status()).isEqualTo(503));
            assertThat(death == null || death instanceof Effects.Death).isTrue();
            boolean cancelled = fresh.batches.all().iterator().next().isFinal();
            assertThat(!cancelled || !fresh.batchRuns.stopped().isEmpty())
                    .as(how + " at effect " + effect)
                    .isTrue();

            fresh.effects.breakNothing();
            assertThat(fresh.post(path, null).status()).isEqualTo(cancelled ? 409 : 200);
            assertThat(fresh.batches.all().iterator().next().status()).isEqualTo(BatchStatus.CANCELLED);
            assertThat(fresh.batchRuns.stopped()).containsOnly(EXECUTION);
        }
    }
}
