package dev.backdrop.local.simulator.fashn;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.fashn.TaskPlan.Ending;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is to become of tasks: all of them, or the k-th one. Applies to tasks that are created from then on. */
public final class TaskScript {

    private static final String MESSAGE = "asked for by the simulation";

    private final Map<Integer, UnaryOperator<TaskPlan>> changes = new HashMap<>();
    private TaskPlan usual;

    TaskScript(Duration takes) {
        usual = new TaskPlan(takes, new Ending.Success(), Fault.none());
    }

    /** Tasks run for so long, by the simulator's clock. */
    public synchronized TaskScript take(Duration duration) {
        usual = usual.taking(duration);
        return this;
    }

    /** Tasks end with this runtime error; nothing is charged. */
    public synchronized TaskScript failWith(String name) {
        usual = usual.ending(new Ending.Failure(name, MESSAGE));
        return this;
    }

    /** Tasks succeed again. */
    public synchronized TaskScript succeed() {
        usual = usual.ending(new Ending.Success());
        return this;
    }

    /**
     * One task.
     *
     * @param number 1 for the first task ever created
     */
    public ForOne task(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("tasks are counted from 1, not " + number);
        }
        return new ForOne(number);
    }

    synchronized TaskPlan plan(int number) {
        return changes.getOrDefault(number, UnaryOperator.identity()).apply(usual);
    }

    private synchronized void change(int number, UnaryOperator<TaskPlan> change) {
        UnaryOperator<TaskPlan> before = changes.getOrDefault(number, UnaryOperator.identity());
        changes.put(number, plan -> change.apply(before.apply(plan)));
    }

    /** What is to become of one task. */
    public final class ForOne {

        private final int number;

        private ForOne(int number) {
            this.number = number;
        }

        /** It runs for so long, by the simulator's clock. */
        public ForOne takes(Duration duration) {
            change(number, plan -> plan.taking(duration));
            return this;
        }

        /** It ends with this runtime error, uncharged. */
        public ForOne failsWith(String name) {
            change(number, plan -> plan.ending(new Ending.Failure(name, MESSAGE)));
            return this;
        }

        /** It ends as {@code canceled}, uncharged. */
        public ForOne isCanceled() {
            change(number, plan -> plan.ending(new Ending.Canceled()));
            return this;
        }

        /** It ends as {@code time_out}, uncharged. */
        public ForOne timesOut() {
            change(number, plan -> plan.ending(new Ending.TimedOut()));
            return this;
        }

        /** Each download of its result, if that is by address, meets this fault. */
        public ForOne downloadMeets(Fault fault) {
            change(number, plan -> plan.downloading(fault));
            return this;
        }
    }
}
