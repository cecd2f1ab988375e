package dev.backdrop.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A photo that arrived, or a job that is to be run again.
 *
 * @param execution the execution that asks
 * @param source the object as the event names it; its key is taken as it is. Null with {@code retry}
 * @param request what the caller asked for, or null to find it beside the photo
 * @param whole whether {@code request} is all that was asked, so that nothing beside the photo counts; null is false
 * @param batchId the batch that the job belongs to, or null
 * @param retry the job to run again, or null
 * @param run the run that it is to follow, so that a run that was decided on comes to nothing when another was first; null
 *     for whichever is the last
 */
public record PrepareInput(
        String execution,
        Arrival source,
        ObjectNode request,
        Boolean whole,
        String batchId,
        String retry,
        Integer run) {

    /** An upload, by its event. */
    public PrepareInput(String execution, Arrival source, ObjectNode request) {
        this(execution, source, request, false, null, null, null);
    }

    /** @param versionId null in a bucket without versions */
    public record Arrival(String bucket, String key, String versionId, String etag, long size) {}
}
