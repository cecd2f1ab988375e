package dev.backdrop.workflow;

/**
 * What the state machine hands to a step: everything else is in the record.
 *
 * @param execution the execution that asks
 * @param task a task that the last invocation was given by the vendor but couldn't record, or null
 */
public record StepInput(String jobId, String execution, UnrecordedTask task) {

    public StepInput(String jobId, String execution) {
        this(jobId, execution, null);
    }
}
