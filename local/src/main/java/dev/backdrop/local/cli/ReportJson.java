package dev.backdrop.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.json.Json;
import java.time.Duration;

/** A report for machines: one JSON document. Every field is always there; what doesn't apply is null. */
final class ReportJson {

    private static final int MILLISECONDS = 3;

    private ReportJson() {}

    static String write(RunReport report) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        report.photos().forEach(photo -> document.withArray("jobs").add(job(photo)));
        document.set("totals", totals(report));
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree can be written", impossible);
        }
    }

    private static ObjectNode job(PhotoReport photo) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("photo", photo.photo().toString());
        json.put("jobId", photo.job() == null ? null : photo.job().jobId());
        json.put("provider", photo.providerName().orElse(null));
        json.put("simulated", photo.simulated());
        json.put("status", photo.status());
        json.put("polls", photo.polls());
        seconds(json, "seconds", photo.time());
        seconds(json, "providerSeconds", photo.times().map(JobTimes::vendor).orElse(null));
        seconds(json, "overheadSeconds", photo.times().map(JobTimes::overhead).orElse(null));
        json.put("credits", photo.credits().orElse(null));
        json.put("result", photo.result() == null ? null : photo.result().toString());
        photo.notes().forEach(json.putArray("notes")::add);
        json.set("failure", photo.reason() == null ? json.nullNode() : failure(photo.reason()));
        return json;
    }

    static ObjectNode failure(Reason reason) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", reason.code());
        json.put("message", reason.message());
        json.put("provider", reason.provider());
        json.put("providerCode", reason.providerCode());
        json.put("retryable", reason.retryable());
        json.put("charged", reason.charged().name());
        return json;
    }

    private static ObjectNode totals(RunReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("photos", report.photos().size());
        json.put("succeeded", report.succeeded());
        json.put("failed", report.failed());
        seconds(json, "seconds", report.total());
        seconds(json, "startUpSeconds", report.startUp());
        ObjectNode credits = json.putObject("credits");
        report.credits().forEach(credits::put);
        return json;
    }

    static void seconds(ObjectNode json, String name, Duration time) {
        if (time == null) {
            json.putNull(name);
        } else {
            json.put(name, Text.decimal(time, MILLISECONDS));
        }
    }
}
