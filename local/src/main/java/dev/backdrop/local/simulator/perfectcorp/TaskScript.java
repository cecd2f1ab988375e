package dev.backdrop.local.simulator.perfectcorp;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.TaskPlans;
import dev.backdrop.local.simulator.perfectcorp.TaskPlan.Ending;
import java.time.Duration;

/** What is to become of tasks: all of them, or the k-th one. Applies to tasks that are created from then on. */
public final class TaskScript {

    private final TaskPlans<TaskPlan> plans;

    TaskScript(Duration takes) {
        plans = new TaskPlans<>(new TaskPlan(takes, new Ending.Success(), Fault.none()));
    }

    /** Tasks run for so long, by the simulator's clock. */
    public TaskScript take(Duration duration) {
        plans.change(plan -> plan.taking(duration));
        return this;
    }

    /** Tasks end with this engine error; {@code task_status} is {@code error}, nothing is charged. */
    public TaskScript failWith(String code) {
        plans.change(plan -> plan.ending(new Ending.Failure(code, "")));
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

        /** It ends with this engine error, uncharged. */
        public ForOne failsWith(String code) {
            return failsWith(code, "");
        }

        /** It ends with this engine error and this {@code error_message}, uncharged. */
        public ForOne failsWith(String code, String message) {
            plans.change(number, plan -> plan.ending(new Ending.Failure(code, message)));
            return this;
        }

        /** Once its time is over, each status query answers 500 {@code TaskTimeout}. */
        public ForOne timesOut() {
            plans.change(number, plan -> plan.ending(new Ending.Timeout()));
            return this;
        }

        /** Each download of its result meets this fault. */
        public ForOne downloadMeets(Fault fault) {
            plans.change(number, plan -> plan.downloading(fault));
            return this;
        }
    }
}
