package dev.backdrop.provider;

import dev.backdrop.failure.Failure;
import java.time.Duration;

/**
 * The vendor, or the way to it, is busy; no task exists, nothing is charged, the same call can be made again.
 *
 * @param delay how long to wait first
 * @param reason what the job ends with if this goes on for too long
 */
public record NotYet(Duration delay, Failure reason) implements Preparation, Submission {}
