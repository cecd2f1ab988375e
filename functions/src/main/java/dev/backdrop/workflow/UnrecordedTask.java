package dev.backdrop.workflow;

import dev.backdrop.job.Attempt;
import java.time.Instant;

/**
 * A task that may be paid for and isn't in the job's record yet, because the store stayed away just then: the state
 * machine keeps it until it is.
 *
 * @param taskId the vendor's name for it, or null if it named none
 * @param requestId the vendor's name for the call, or null
 * @param askedMillis the interval that the vendor asked for, or null
 * @param ending how it ended, if the vendor answered with the result itself, or null
 */
public record UnrecordedTask(
        String taskId, String requestId, Instant submittedAt, Long askedMillis, Attempt.Ending ending) {}
