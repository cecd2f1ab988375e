package dev.backdrop.batch;

/**
 * A batch to be reported.
 *
 * @param batchId the execution's name
 * @param error what stopped its jobs, or null if all were tried
 */
public record ReportBatchInput(String batchId, StepError error) {

    /**
     * As Step Functions reports it.
     *
     * @param error the name of the error
     * @param cause whatever came with it
     */
    public record StepError(String error, String cause) {

        static final String TOO_MANY_FAILED = "States.ExceedToleratedFailureThreshold";
    }
}
