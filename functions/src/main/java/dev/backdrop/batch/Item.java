package dev.backdrop.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A planned job: a line of the list that the Map reads.
 *
 * @param key the photo's
 * @param name the name of its execution
 * @param provider whom it was planned with; which one it is in the end is decided when it starts
 * @param input what its execution is started with
 */
record Item(String jobId, String key, String name, String provider, ObjectNode input) {}
