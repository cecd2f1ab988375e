package dev.backdrop.provider;

/**
 * A task at a vendor.
 *
 * @param taskId as {@link Accepted} gave it, opaque
 * @param step 1 for the attempt's first task
 */
public record TaskRef(String taskId, int step) {

    /** The first, and mostly the only, task of an attempt. */
    public static TaskRef first(String taskId) {
        return new TaskRef(taskId, 1);
    }
}
