package dev.backdrop.workflow;

import dev.backdrop.failure.Failure;

/**
 * A job to be ended badly.
 *
 * @param jobId null when the job was never claimed
 * @param source what the execution was started for
 * @param failure what a step returned, or null
 * @param error what broke a step, or null
 */
public record RecordFailureInput(
        String jobId, String execution, PrepareInput.Arrival source, Failure failure, StepError error) {

    /**
     * As Step Functions reports it.
     *
     * @param error the name of the error, such as an exception's class
     * @param cause whatever came with it
     */
    public record StepError(String error, String cause) {}
}
