package dev.backdrop.provider;

/** How the free part of a submission went. */
public sealed interface Preparation permits Ready, NotYet, Refused {}
