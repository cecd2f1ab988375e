package dev.backdrop.local.simulator.picwish;

import dev.backdrop.local.simulator.SeededIds;

/** Task ids in the shape of UUIDs, repeating with the seed. The pages say nothing of their shape. */
final class TaskIds {

    private TaskIds() {}

    /** @param number of the task, 1 for the first */
    static String id(SeededIds ids, int number) {
        String hex = ids.signature("picwish task " + number);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20, 32));
    }
}
