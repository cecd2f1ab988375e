package dev.backdrop.local.simulator.akool;

import dev.backdrop.local.simulator.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What is to become of tasks: all of them, or the k-th one. Applies to tasks that are created from then on. */
public final class TaskScript {

    private final Map<Integer, UnaryOperator<TaskPlan>> changes = new HashMap<>();
    private TaskPlan usual;

    TaskScript(Duration takes) {
        usual = new TaskPlan(takes, false, List.of(), Fault.none());
    }

    /** Tasks take so long in all, by the simulator's clock. */
    public synchronized TaskScript take(Duration duration) {
        usual = usual.taking(duration);
        return this;
    }

    /** Tasks end with {@code image_status} 4 and these reasons; their credits are gone all the same. */
    public synchronized TaskScript fail(String... reasons) {
        usual = usual.failing(List.of(reasons));
        return this;
    }

    /** Tasks succeed again. */
    public synchronized TaskScript succeed() {
        usual = usual.succeeding();
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

        /** It takes so long in all, by the simulator's clock. */
        public ForOne takes(Duration duration) {
            change(number, plan -> plan.taking(duration));
            return this;
        }

        /** It ends with {@code image_status} 4 and these reasons; its credits are gone all the same. */
        public ForOne fails(String... reasons) {
            change(number, plan -> plan.failing(List.of(reasons)));
            return this;
        }

        /** Each download of its result meets this fault. */
        public ForOne downloadMeets(Fault fault) {
            change(number, plan -> plan.downloading(fault));
            return this;
        }
    }
}
