package dev.backdrop.local.simulator.fashn;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.TaskPlans;
import dev.backdrop.local.simulator.fashn.TaskPlan.Ending;
import java.time.Duration;

/** What is to become of tasks: all of them, or the k-th one. Applies to tasks that are created from then on. */
public final class TaskScript {

    private static final String MESSAGE = "asked for by the simulation";

    private final TaskPlans<TaskPlan> plans;

    TaskScript(Duration takes) {
        plans = new TaskPlans<>(new TaskPlan(takes, new Ending.Success(), Fault.none()));
    }

    /** Tasks run for so long, by the simulator's clock. */
    public TaskScript take(Duration duration) {
        plans.change(plan -> plan.taking(duration));
        return this;
    }

    /** Tasks end with this runtime error; nothing is charged. */
    public TaskScript failWith(String name) {
        plans.change(plan -> plan.ending(new Ending.Failure(name, MESSAGE)));
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

        /** It ends with this runtime error, uncharged. */
        public ForOne failsWith(String name) {
            plans.change(number, plan -> plan.ending(new Ending.Failure(name, MESSAGE)));
            return this;
        }

        /** It ends as {@code canceled}, uncharged. */
        public ForOne isCanceled() {
            plans.change(number, plan -> plan.ending(new Ending.Canceled()));
            return this;
        }

        /** It ends as {@code time_out}, uncharged. */
        public ForOne timesOut() {
            plans.change(number, plan -> plan.ending(new Ending.TimedOut()));
            return this;
        }

        /** Each download of its result, if that is by address, meets this fault. */
        public ForOne downloadMeets(Fault fault) {
            plans.change(number, plan -> plan.downloading(fault));
            return this;
        }
    }
}
