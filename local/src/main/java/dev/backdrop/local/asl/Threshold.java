package dev.backdrop.local.asl;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How many items of a Map Run may fail.
 *
 * <p>Source: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html#maprun-fail-threshold
 */
record Threshold(OptionalDouble percentage, OptionalLong count) {

    /** Whether so many failed items out of so many are too many. With nothing said, one is. */
    boolean exceededBy(long failed, long all) {
        if (percentage.isEmpty() && count.isEmpty()) {
            return failed > 0;
        }
        return percentage.isPresent() && failed * 100.0 > percentage.getAsDouble() * all
                || count.isPresent() && failed > count.getAsLong();
    }
}
