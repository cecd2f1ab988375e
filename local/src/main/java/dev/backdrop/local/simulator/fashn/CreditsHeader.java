package dev.backdrop.local.simulator.fashn;

/** Which answers bring {@code x-fashn-credits-used}: the vendor's client libraries and its API description differ. */
public enum CreditsHeader {
    /** The status of a task that has ended: the price, or 0 for one that failed. */
    ON_STATUS,
    /** The answer that names the new task, which costs nothing yet. */
    ON_RUN,
    NOWHERE
}
