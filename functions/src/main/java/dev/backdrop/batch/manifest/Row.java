package dev.backdrop.batch.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A line of a manifest. */
public sealed interface Row {

    /** Where it begins in the file, from 1. */
    long line();

    /**
     * A photo.
     *
     * @param request what is said of it alone; empty if nothing is
     */
    record Photo(long line, String key, ObjectNode request) implements Row {}

    /**
     * A line that says nothing that can be used.
     *
     * @param key the photo's, or null if that can't be told
     * @param field what is wrong, or null if it is the whole line
     * @param problem what is wrong with it and what to write instead
     */
    record Bad(long line, String key, String field, String problem) implements Row {}
}
