package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.TaskPlans;
import dev.backdrop.local.simulator.picwish.TaskPlan.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What is to become of tasks: all of them, or the k-th one, counted over all kinds. Applies to tasks that are created from
 * then on. Of a task that is answered at once only the ending counts, not its time or its path.
 */
public final class TaskScript {

    private final TaskPlans<TaskPlan> plans;

    TaskScript(Duration takes) {
        plans = new TaskPlans<>(TaskPlan.usual(takes));
    }

    /** Tasks run for so long, by the simulator's clock. */
    public TaskScript take(Duration duration) {
        plans.change(plan -> plan.taking(duration));
        return this;
    }

    /**
     * Tasks end in this state, uncharged.
     *
     * @param state negative; any number, documented or not
     */
    public TaskScript failWith(int state) {
        plans.change(plan -> plan.ending(failure(state)));
        return this;
    }

    /** Tasks stay unfinished until the vendor's own limit ends them in state -8. */
    public TaskScript hang() {
        plans.change(plan -> plan.ending(new Ending.Hanging()));
        return this;
    }

    /** Tasks succeed again. */
    public TaskScript succeed() {
        plans.change(plan -> plan.ending(new Ending.Success()));
        return this;
    }

    /**
     * One task.
     *
     * @param number 1 for the first task ever created
     */
    public ForOne task(int number) {
        return new ForOne(TaskPlans.checked(number));
    }

    private static Ending failure(int state) {
        if (state >= 0) {
            throw new IllegalArgumentException("a task that has failed has a negative state, not " + state);
        }
        return new Ending.Failure(state);
    }

    TaskPlan plan(int number) {
        return plans.of(number);
    }

    /** What is to become of one task. */
    public final class ForOne {

        private final int number;

        private ForOne(int number) {
            this.number = number;
        }

        /** It runs for so long, by the simulator's clock. */
        public ForOne takes(Duration duration) {
            plans.change(number, plan -> plan.taking(duration));
            return this;
        }

        /**
         * It goes through these states, for equal parts of its time.
         *
         * @param states 0, or more than 1; documented or not
         */
        public ForOne goesThrough(int... states) {
            List<Integer> path = Arrays.stream(states).boxed().toList();
            if (path.isEmpty() || path.stream().anyMatch(state -> state < 0 || state == States.DONE)) {
                throw new IllegalArgumentException("a task on its way is in state 0, or in one above 1");
            }
            plans.change(number, plan -> plan.through(path));
            return this;
        }

        /**
         * It ends in this state, uncharged.
         *
         * @param state negative; any number, documented or not
         */
        public ForOne failsWith(int state) {
            Ending failure = failure(state);
            plans.change(number, plan -> plan.ending(failure));
            return this;
        }

        /** It stays unfinished until the vendor's own limit ends it in state -8. */
        public ForOne hangs() {
            plans.change(number, plan -> plan.ending(new Ending.Hanging()));
            return this;
        }

        /** It succeeds, but brings at most so many of the pictures that were asked for; a generator charges for no more. */
        public ForOne delivers(int pictures) {
            if (pictures < 0) {
                throw new IllegalArgumentException("there are no " + pictures + " pictures");
            }
            plans.change(number, plan -> plan.delivering(pictures));
            return this;
        }

        /** Each download of its results meets this fault. */
        public ForOne downloadMeets(Fault fault) {
            plans.change(number, plan -> plan.downloading(fault));
            return this;
        }
    }
}
