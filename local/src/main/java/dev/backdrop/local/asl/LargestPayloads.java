package dev.backdrop.local.asl;

/**
 * The largest documents that have travelled through workflows, in bytes of compact UTF-8. What Step Functions would refuse is
 * not among them, because it is refused.
 *
 * @param state an execution's input, or a state's arguments, result, output or one of its variables
 * @param childInput the input of a child workflow of a Distributed Map
 */
public record LargestPayloads(int state, int childInput) {

    /** What Step Functions lets through: 256 KiB. */
    public static final int LIMIT = StateRun.MOST_BYTES;
}
