package dev.backdrop.provider;

import java.util.Optional;

/**
 * The vendor answered with the result itself.
 *
 * @param taskId the vendor's own name for the task, if it gave one
 * @param requestId the vendor's name for the call, for its support desk
 */
public record Done(Optional<String> taskId, Optional<String> requestId, TaskState.Succeeded end)
        implements Submission {}
