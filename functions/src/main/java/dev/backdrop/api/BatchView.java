package dev.backdrop.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchOrder;
import dev.backdrop.batch.Counts;
import dev.backdrop.batch.Ending;
import dev.backdrop.batch.Estimate;
import dev.backdrop.batch.JobRecords;
import dev.backdrop.batch.Plan;
import dev.backdrop.job.JobStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A batch as the API shows it: what was asked, what is planned, how far it is, and links to its report for a while. */
final class BatchView {

    private static final Duration LINK_VALIDITY = Duration.ofMinutes(15);

    private final JobRecords jobs;
    private final DownloadLinks links;

    BatchView(JobRecords jobs, DownloadLinks links) {
        this.jobs = jobs;
        this.links = links;
    }

    ObjectNode of(Batch batch) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("batchId", batch.batchId()).put("status", batch.status().name());
        if (batch.order() != null) {
            asked(json, batch.order());
        }
        if (batch.plan() != null) {
            json.put("concurrency", batch.plan().concurrency())
                    .put("toleratedFailurePercent", batch.plan().toleratedFailurePercent());
            json.set("counts", counts(batch));
            json.set("estimate", estimate(batch.plan().estimate()));
        }
        put(json, "message", batch.message());
        json.put("createdAt", batch.createdAt().toString());
        put(json, "startedAt", batch.startedAt());
        put(json, "finishedAt", batch.finishedAt());
        if (batch.ending() != null) {
            json.set("spent", credits(batch.ending().credits(), batch.ending().creditsByProvider()));
            json.set("report", report(batch.ending().report()));
        }
        put(json, "execution", batch.execution());
        return json;
    }

    /** The limits are those of the plan, once there is one: what was left out has come from the stack or the provider. */
    private static void asked(ObjectNode json, BatchOrder order) {
        put(json, "folder", order.folder());
        if (order.manifest() != null) {
            json.putObject("manifest").put("key", order.manifest().key());
        }
        if (order.request() != null) {
            json.set("request", order.request());
        }
        if (order.failedOf() != null) {
            json.put("failedOnly", order.failedOf());
        } else {
            put(json, "failedOnly", order.failedOnly());
        }
        put(json, "acceptPossibleCharge", order.acceptPossibleCharge());
        put(json, "scheduled", order.scheduled());
        if (order.concurrency() != null) {
            json.put("concurrency", order.concurrency());
        }
        if (order.toleratedFailurePercent() != null) {
            json.put("toleratedFailurePercent", order.toleratedFailurePercent());
        }
    }

    private ObjectNode counts(Batch batch) {
        Plan plan = batch.plan();
        Counts counts = plan.counts();
        Progress progress = progress(batch);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("found", counts.found()).put("skipped", counts.skipped());
        ObjectNode reasons = json.putObject("skippedBy");
        new TreeMap<>(counts.skippedBy()).forEach((reason, number) -> reasons.put(reason.name(), number));
        long begun = progress.succeeded() + progress.failed() + progress.running();
        return json.put("refused", counts.refused())
                .put("planned", counts.planned())
                .put("succeeded", progress.succeeded())
                .put("failed", progress.failed())
                .put("running", progress.running())
                .put("waiting", Math.max(0, counts.planned() - begun));
    }

    private record Progress(long succeeded, long failed, long running) {}

    /** By the report; before there is one, by the jobs' own records. */
    private Progress progress(Batch batch) {
        Ending ending = batch.ending();
        if (ending != null) {
            return new Progress(ending.succeeded(), ending.failed(), 0);
        }
        if (batch.startedAt() == null) {
            return new Progress(0, 0, 0);
        }
        Map<JobStatus, Long> known = jobs.counts(batch.batchId());
        long succeeded = known.getOrDefault(JobStatus.SUCCEEDED, 0L);
        long running = 0;
        long failed = 0;
        for (Map.Entry<JobStatus, Long> entry : known.entrySet()) {
            if (!entry.getKey().isFinal()) {
                running += entry.getValue();
            } else if (entry.getKey() != JobStatus.SUCCEEDED) {
                failed += entry.getValue();
            }
        }
        return new Progress(succeeded, failed, running);
    }

    private static ObjectNode estimate(Estimate estimate) {
        ObjectNode json = credits(estimate.credits(), estimate.byProvider());
        ObjectNode jobs = json.putObject("jobsByProvider");
        new TreeMap<>(estimate.jobs()).forEach(jobs::put);
        return json.put("seconds", estimate.seconds());
    }

    private static ObjectNode credits(BigDecimal all, Map<String, BigDecimal> byProvider) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("credits", all);
        ObjectNode each = json.putObject("creditsByProvider");
        new TreeMap<>(byProvider).forEach(each::put);
        return json;
    }

    private ObjectNode report(Ending.Report report) {
        DownloadLinks.Link json = links.report(report.bucket(), report.json(), LINK_VALIDITY);
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        return view.put("json", json.address().toString())
                .put("csv", address(report.bucket(), report.csv()))
                .put("html", address(report.bucket(), report.html()))
                .put("expiresAt", json.expiresAt().toString());
    }

    private String address(String bucket, String key) {
        return links.report(bucket, key, LINK_VALIDITY).address().toString();
    }

    private static void put(ObjectNode json, String field, String value) {
        if (value != null) {
            json.put(field, value);
        }
    }

    private static void put(ObjectNode json, String field, Instant time) {
        if (time != null) {
            json.put(field, time.toString());
        }
    }

    /** What is true is worth saying. */
    private static void put(ObjectNode json, String field, boolean flag) {
        if (flag) {
            json.put(field, true);
        }
    }
}
