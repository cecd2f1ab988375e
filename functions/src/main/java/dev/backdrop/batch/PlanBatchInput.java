package dev.backdrop.batch;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A batch to be planned.
 *
 * @param batchId the execution's name
 * @param execution the execution's ARN
 * @param input what it was started with
 */
public record PlanBatchInput(String batchId, String execution, JsonNode input) {}
