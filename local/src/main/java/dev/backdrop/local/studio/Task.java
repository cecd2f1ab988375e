package dev.backdrop.local.studio;

import dev.backdrop.request.OutputFormat;
import java.time.Instant;
import java.util.List;

/** A task's life: running, then once, for good, succeeded or failed. */
final class Task {

    private final String id;
    private final String key;
    private final TaskRequest request;
    private State state = new Running();
    private Instant finishedAt;

    /** How far it is. */
    sealed interface State {}

    /** Waiting, or being worked on. */
    record Running() implements State {}

    /**
     * Done.
     *
     * @param resultId the result's name on its shelf: unguessable, because it is all that a download needs
     */
    record Succeeded(String resultId, OutputFormat format, int width, int height, List<String> notes)
            implements State {}

    /** Can't be done. */
    record Failed(String code, String message) implements State {}

    Task(String id, String key, TaskRequest request) {
        this.id = id;
        this.key = key;
        this.request = request;
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    TaskRequest request() {
        return request;
    }

    synchronized State state() {
        return state;
    }

    synchronized void finish(State end, Instant now) {
        if (!(state instanceof Running)) {
            throw new IllegalStateException("task " + id + " ends only once");
        }
        state = end;
        finishedAt = now;
    }

    /** Whether it ended before this time. */
    synchronized boolean endedBy(Instant time) {
        return finishedAt != null && !finishedAt.isAfter(time);
    }
}
