package dev.backdrop.provider;

import dev.backdrop.failure.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the vendor says of a task. */
public sealed interface TaskState {

    /**
     * Queued or being worked on.
     *
     * @param askedInterval how long the vendor asks us to wait before the next poll, if it says so: as it came, not clamped
     * @param progress 0 to 100, if the vendor tells
     */
    record Running(Optional<Duration> askedInterval, Optional<Integer> progress) implements TaskState {}

    /**
     * Done.
     *
     * @param result where the picture is
     * @param credits what it cost, in the vendor's own units, if it tells or publishes a price
     * @param notes what the person who asked should know of the result, in sentences
     */
    record Succeeded(ResultPicture result, Optional<BigDecimal> credits, List<String> notes) implements TaskState {
        public Succeeded {
            notes = List.copyOf(notes);
        }

        /** With nothing to add. */
        public Succeeded(ResultPicture result, Optional<BigDecimal> credits) {
            this(result, credits, List.of());
        }
    }

    /**
     * Failed for good.
     *
     * @param resubmit whether a fresh task, right now, may well succeed
     */
    record Failed(Failure failure, boolean resubmit) implements TaskState {}

    /**
     * No usable answer came: the task may be fine, so ask again.
     *
     * @param failure what the job ends with if this goes on until its deadline
     * @param delay how long the vendor asks us to wait first, if it says so
     */
    record Unsettled(Failure failure, Optional<Duration> delay) implements TaskState {}
}
