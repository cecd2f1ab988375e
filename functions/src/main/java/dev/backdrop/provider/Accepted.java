package dev.backdrop.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * The vendor works on it.
 *
 * @param taskId the vendor's own name for the task, opaque
 * @param askedInterval how long the vendor asks us to wait before polling, if it says so: as it came, not clamped
 * @param requestId the vendor's name for the call, for its support desk
 */
public record Accepted(String taskId, Optional<Duration> askedInterval, Optional<String> requestId)
        implements Submission {}
