package dev.backdrop.photo;

/** What became of a photo at the gate. */
public sealed interface GateResult {

    /** It can be submitted, as it is or as it was made to be. */
    record Passed(GatedPhoto photo) implements GateResult {}

    /**
     * It can't be used.
     *
     * @param message why, and what to do about it, for a person
     */
    record Rejected(String message) implements GateResult {}
}
