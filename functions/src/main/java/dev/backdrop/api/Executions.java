package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The runs of the workflow.
 *
 * <p>Every method throws {@link dev.backdrop.job.StoreUnavailableException} when the service can't be reached.
 */
public interface Executions {

    /** What became of a start. */
    sealed interface Start {

        /** It runs, from now on or already with this name and input. */
        record Running(String execution) implements Start {}

        /** The name has been used by one that has ended, or with another input: nothing was started. */
        record NameUsed() implements Start {}
    }

    /** @param name see {@link dev.backdrop.job.ExecutionNames} */
    Start start(String name, ObjectNode input);

    /** Ends one, and does nothing about one that has ended or is forgotten. */
    void stop(String execution, String cause);
}
