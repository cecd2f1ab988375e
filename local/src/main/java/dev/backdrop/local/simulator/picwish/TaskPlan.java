package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Fault;
import java.time.Duration;
import java.util.List;

/**
 * What is to become of one task, if its pictures are good.
 *
 * @param takes how long it runs, by the simulator's clock
 * @param path the states that it goes through on the way, for equal parts of its time
 * @param ending how it ends
 * @param delivers how many pictures it brings at most, of those that were asked for
 * @param download what every download of its results meets
 */
record TaskPlan(Duration takes, List<Integer> path, Ending ending, int delivers, Fault download) {

    private static final List<Integer> USUAL_PATH = List.of(0, 2, 4, 5);

    /** How a task ends. */
    sealed interface Ending {

        record Success() implements Ending {}

        /** Failed, uncharged. */
        record Failure(int state) implements Ending {}

        /** Stays where its path ends, until the vendor's own limit is reached. */
        record Hanging() implements Ending {}
    }

    TaskPlan {
        path = List.copyOf(path);
    }

    /** Success after so much time. */
    static TaskPlan usual(Duration takes) {
        return new TaskPlan(takes, USUAL_PATH, new Ending.Success(), Integer.MAX_VALUE, Fault.none());
    }

    TaskPlan taking(Duration other) {
        return new TaskPlan(other, path, ending, delivers, download);
    }

    TaskPlan through(List<Integer> other) {
        return new TaskPlan(takes, other, ending, delivers, download);
    }

    TaskPlan ending(Ending other) {
        return new TaskPlan(takes, path, other, delivers, download);
    }

    TaskPlan delivering(int pictures) {
        return new TaskPlan(takes, path, ending, pictures, download);
    }

    TaskPlan downloading(Fault other) {
        return new TaskPlan(takes, path, ending, delivers, other);
    }
}
