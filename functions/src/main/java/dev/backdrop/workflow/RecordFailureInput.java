package dev.backdrop.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.failure.Failure;

/**
 * A job to be ended badly.
 *
 * @param jobId null when the job was never claimed
 * @param source what the execution was started for
 * @param request what the caller asked for, or null
 * @param whole whether {@code request} is all that was asked; null is false
 * @param batchId the batch that the job belongs to, or null
 * @param failure what a step returned, or null
 * @param error what broke a step, or null
 */
public record RecordFailureInput(
        String jobId,
        String execution,
        PrepareInput.Arrival source,
        ObjectNode request,
        Boolean whole,
        String batchId,
        Failure failure,
        StepError error) {

    /** Of a job that was claimed, or of a photo that came by an upload. */
    public RecordFailureInput(
            String jobId, String execution, PrepareInput.Arrival source, Failure failure, StepError error) {
        this(jobId, execution, source, null, null, null, failure, error);
    }

    /**
     * As Step Functions reports it.
     *
     * @param error the name of the error, such as an exception's class
     * @param cause whatever came with it
     */
    public record StepError(String error, String cause) {}
}
