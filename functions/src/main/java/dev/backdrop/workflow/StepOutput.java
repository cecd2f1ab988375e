package dev.backdrop.workflow;

import dev.backdrop.failure.Failure;
import dev.backdrop.job.Result;
import dev.backdrop.job.Source;
import java.time.Duration;

/**
 * What a step hands back to the state machine.
 *
 * @param waitSeconds how long to wait before the next step, or null
 * @param failure why the job has failed, or null
 * @param result the picture, once it is stored, or null
 * @param source the photo, where the execution's input doesn't name it, or null
 * @param task a task that couldn't be recorded, to be handed to the next invocation, or null
 */
public record StepOutput(
        Outcome outcome,
        String jobId,
        Long waitSeconds,
        Failure failure,
        Result result,
        Source source,
        UnrecordedTask task) {

    public static StepOutput of(Outcome outcome, String jobId) {
        return new StepOutput(outcome, jobId, null, null, null, null, null);
    }

    static StepOutput after(Duration delay, Outcome outcome, String jobId) {
        return new StepOutput(outcome, jobId, wholeSeconds(delay), null, null, null, null);
    }

    static StepOutput failed(String jobId, Failure failure) {
        return new StepOutput(Outcome.FAILED, jobId, null, failure, null, null, null);
    }

    static StepOutput stored(String jobId, Result result) {
        return new StepOutput(Outcome.STORED, jobId, null, null, result, null, null);
    }

    static StepOutput unrecorded(Duration delay, String jobId, UnrecordedTask task) {
        return new StepOutput(Outcome.NOT_YET, jobId, wholeSeconds(delay), null, null, null, task);
    }

    /** The same, naming the photo. */
    StepOutput about(Source photo) {
        return new StepOutput(outcome, jobId, waitSeconds, failure, result, photo, task);
    }

    /** Rounded up, because a Wait state knows no smaller unit and nobody is to be asked too soon. */
    private static long wholeSeconds(Duration delay) {
        return Math.max(1, delay.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
