package dev.backdrop.local.simulator.perfectcorp;

import dev.backdrop.local.simulator.Fault;
import java.time.Duration;

/**
 * What is to become of one task, if its photo is good.
 *
 * @param takes how long it runs, by the simulator's clock
 * @param ending how it ends
 * @param download what every download of its result meets
 */
record TaskPlan(Duration takes, Ending ending, Fault download) {

    /** How a task ends. */
    sealed interface Ending {

        record Success() implements Ending {}

        /** Failed by the engine, uncharged. */
        record Failure(String code, String message) implements Ending {}

        /** The vendor's own limit is reached, uncharged; each status query answers 500. */
        record Timeout() implements Ending {}
    }

    TaskPlan taking(Duration other) {
        return new TaskPlan(other, ending, download);
    }

    TaskPlan ending(Ending other) {
        return new TaskPlan(takes, other, download);
    }

    TaskPlan downloading(Fault other) {
        return new TaskPlan(takes, ending, other);
    }
}
