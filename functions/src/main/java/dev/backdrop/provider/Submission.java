package dev.backdrop.provider;

/** What the vendor made of a task. */
public sealed interface Submission permits Accepted, Done, NotYet, Refused, Unknown {}
