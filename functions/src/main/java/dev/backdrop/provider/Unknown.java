package dev.backdrop.provider;

import dev.backdrop.failure.Failure;

/** No usable answer came: a task may exist and may be charged. Never to be repeated without a decision. */
public record Unknown(Failure failure) implements Submission {}
