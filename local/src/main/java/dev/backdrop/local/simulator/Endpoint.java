package dev.backdrop.local.simulator;

/** One kind of call that a vendor answers; each vendor has an enum of its own. */
public interface Endpoint {}
