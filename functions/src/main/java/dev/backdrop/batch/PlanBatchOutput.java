package dev.backdrop.batch;

/**
 * What planning hands back to the state machine.
 *
 * @param bucket where the list of jobs is
 * @param items its key
 * @param results the prefix for the Map's own results, in the same bucket
 * @param concurrency jobs at once
 * @param toleratedFailurePercent the share of its jobs that may fail before it is stopped
 * @param message why it ended, or null
 */
public record PlanBatchOutput(
        PlanOutcome outcome,
        String batchId,
        String bucket,
        String items,
        String results,
        int concurrency,
        double toleratedFailurePercent,
        String message) {

    static PlanBatchOutput of(Batch batch, String bucket) {
        Plan plan = batch.plan();
        return new PlanBatchOutput(
                outcome(batch.status()),
                batch.batchId(),
                bucket,
                BatchKeys.items(batch.batchId()),
                BatchKeys.folder(batch.batchId()) + "map/",
                plan == null ? 1 : plan.concurrency(),
                plan == null ? 0 : plan.toleratedFailurePercent(),
                batch.message());
    }

    private static PlanOutcome outcome(BatchStatus status) {
        return switch (status) {
            case RUNNING -> PlanOutcome.RUN;
            case REPORTING -> PlanOutcome.REPORT;
            case SKIPPED -> PlanOutcome.SKIPPED;
            case FAILED -> PlanOutcome.FAILED;
            default -> PlanOutcome.ENDED;
        };
    }
}
