package dev.backdrop.local.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What is to become of a vendor's tasks: of all of them, or of the k-th one. Applies to tasks that are created from then on.
 *
 * @param <P> the vendor's plan of one task
 */
public final class TaskPlans<P> {

    private final Map<Integer, UnaryOperator<P>> changes = new HashMap<>();
    private P usual;

    /** @param usual of a task that nothing else is said about */
    public TaskPlans(P usual) {
        this.usual = usual;
    }

    /** Changes what is usual. */
    public synchronized void change(UnaryOperator<P> change) {
        usual = change.apply(usual);
    }

    /**
     * Changes one task's plan, after what is usual and what was changed before.
     *
     * @param number 1 for the first task ever created
     */
    public synchronized void change(int number, UnaryOperator<P> change) {
        UnaryOperator<P> before = changes.getOrDefault(number, UnaryOperator.identity());
        changes.put(number, plan -> change.apply(before.apply(plan)));
    }

    /** @throws IllegalArgumentException if there can be no such task */
    public static int checked(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("tasks are counted from 1, not " + number);
        }
        return number;
    }

    public synchronized P of(int number) {
        return changes.getOrDefault(number, UnaryOperator.identity()).apply(usual);
    }
}
