package dev.backdrop.local.simulator.akool;

import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.TaskPlans;
import java.time.Duration;
import java.util.List;

/** What is to become of tasks: all of them, or the k-th one. Applies to tasks that are created from then on. */
public final class TaskScript {

    private final TaskPlans<TaskPlan> plans;

    TaskScript(Duration takes) {
        plans = new TaskPlans<>(new TaskPlan(takes, false, List.of(), Fault.none()));
    }

    /** Tasks take so long in all, by the simulator's clock. */
    public TaskScript take(Duration duration) {
        plans.change(plan -> plan.taking(duration));
        return this;
    }

    /** Tasks end with {@code image_status} 4 and these reasons; their credits are gone all the same. */
    public TaskScript fail(String... reasons) {
        plans.change(plan -> plan.failing(List.of(reasons)));
        return this;
    }

    /** Tasks succeed again. */
    public TaskScript succeed() {
        plans.change(plan -> plan.succeeding());
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

        /** It takes so long in all, by the simulator's clock. */
        public ForOne takes(Duration duration) {
            plans.change(number, plan -> plan.taking(duration));
            return this;
        }

        /** It ends with {@code image_status} 4 and these reasons; its credits are gone all the same. */
        public ForOne fails(String... reasons) {
            plans.change(number, plan -> plan.failing(List.of(reasons)));
            return this;
        }

        /** Each download of its result meets this fault. */
        public ForOne downloadMeets(Fault fault) {
            plans.change(number, plan -> plan.downloading(fault));
            return this;
        }
    }
}
