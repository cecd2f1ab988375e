package dev.backdrop.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Plan;
import dev.backdrop.json.Json;
import java.util.TreeMap;

/** A batch's report for machines: one JSON document. Every field is always there; what doesn't apply is null. */
final class BatchJson {

    private BatchJson() {}

    static String write(BatchReport report) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("batch")
                .put("batchId", report.batch().batchId())
                .put("status", report.batch().status().name())
                .put("message", report.batch().message())
                .put("target", report.input().target())
                .put("dryRun", report.isDryRun())
                .put("stopped", report.stopped());
        document.set("plan", plan(report));
        document.set("totals", totals(report));
        ObjectNode files = document.putObject("report");
        report.files().forEach((kind, file) -> files.put(kind, file.toString()));
        document.putArray("photos");
        report.rows().forEach(row -> document.withArray("photos").add(row(row)));
        report.leftOut()
                .forEach((photo, reason) ->
                        document.withArray("photos").add(row(new BatchRow(photo, null, null, null, reason, false))));
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can be written", impossible);
        }
    }

    private static JsonNode plan(BatchReport report) {
        Plan plan = report.batch().plan();
        if (plan == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("found", plan.counts().found());
        json.put("planned", plan.counts().planned());
        json.put("skipped", plan.counts().skipped());
        ObjectNode by = json.putObject("skippedBy");
        new TreeMap<>(plan.counts().skippedBy()).forEach((reason, number) -> by.put(reason.name(), number));
        json.put("refused", plan.counts().refused());
        ObjectNode credits = json.putObject("estimatedCredits");
        new TreeMap<>(plan.estimate().byProvider()).forEach(credits::put);
        json.put("estimatedSeconds", plan.estimate().seconds());
        json.put("concurrency", plan.concurrency());
        return json;
    }

    private static ObjectNode totals(BatchReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("photos", report.input().photos().size());
        json.put("otherFiles", report.input().others());
        json.put("uploaded", report.uploaded());
        json.put("withResult", report.done());
        json.put("withoutResult", report.failures().size());
        json.put("submitted", report.submitted());
        json.put("succeeded", report.succeededNow());
        json.put("failed", report.failedNow());
        json.put("cutOff", report.cutOff());
        ReportJson.seconds(json, "runningSeconds", report.running());
        ReportJson.seconds(json, "seconds", report.total());
        ReportJson.seconds(json, "startUpSeconds", report.startUp());
        ObjectNode tasks = json.putObject("tasks");
        report.tasks().forEach(tasks::put);
        ObjectNode credits = json.putObject("credits");
        report.credits().forEach(credits::put);
        return json;
    }

    private static ObjectNode row(BatchRow row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("photo", row.photo().name());
        json.put("line", row.photo().line());
        json.put("key", row.photo().key());
        json.put("jobId", row.job() == null ? null : row.job().jobId());
        json.put("provider", row.report().providerName().orElse(null));
        json.put("simulated", row.simulated());
        json.put("status", row.status());
        json.put("now", row.now());
        json.put("credits", row.report().credits().orElse(null));
        json.put("result", row.result() == null ? null : row.result().toString());
        json.set("failure", row.reason() == null ? json.nullNode() : ReportJson.failure(row.reason()));
        return json;
    }
}
