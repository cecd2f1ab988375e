package dev.backdrop.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A photo that arrived.
 *
 * @param execution the execution that asks
 * @param source the object as the event names it; its key is taken as it is
 * @param request what the caller asked for, or null to find it beside the photo
 */
public record PrepareInput(String execution, Arrival source, ObjectNode request) {

    /** @param versionId null in a bucket without versions */
    public record Arrival(String bucket, String key, String versionId, String etag, long size) {}
}
