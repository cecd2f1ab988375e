package dev.backdrop.local.simulator.fashn;

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

        /** {@code failed}, uncharged. */
        record Failure(String name, String message) implements Ending {}

        /** {@code canceled}, uncharged. */
        record Canceled() implements Ending {}

        /** {@code time_out}, uncharged. */
        record TimedOut() implements Ending {}
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
