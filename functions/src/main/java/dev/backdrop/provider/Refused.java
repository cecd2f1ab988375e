package dev.backdrop.provider;

import dev.backdrop.failure.Failure;

/** The vendor said no; no task exists. */
public record Refused(Failure failure) implements Preparation, Submission {}
