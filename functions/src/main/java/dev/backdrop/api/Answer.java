package dev.backdrop.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an operation answers.
 *
 * @param jobId the job that it is about, for the log, or null
 * @param batchId the batch that it is about, for the log, or null
 */
record Answer(int status, Map<String, String> headers, JsonNode body, String jobId, String batchId) {

    private static final String JSON = "application/json";

    static Answer of(int status, JsonNode body) {
        return new Answer(status, Map.of("content-type", JSON), body, null, null);
    }

    Answer about(String job) {
        return new Answer(status, headers, body, job, null);
    }

    Answer aboutBatch(String batch) {
        return new Answer(status, headers, body, null, batch);
    }

    /** Says where to read the job or the batch that it is about. */
    Answer located() {
        return with("location", batchId == null ? "/jobs/" + jobId : "/batches/" + batchId);
    }

    Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, jobId, batchId);
    }
}
