package dev.backdrop.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.failure.Failure;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.ExecutionNames;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobId;
import dev.backdrop.job.JobStatus;
import dev.backdrop.job.Source;
import dev.backdrop.request.InvalidRequestException;
import dev.backdrop.request.Request;
import dev.backdrop.request.RequestJson;
import dev.backdrop.workflow.SharedRequests;
import java.io.Closeable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One plan in the making: takes photos one by one, looks up a hundred jobs at a time, writes what is to be done, and counts.
 * Holds no more than those hundred, and sixteen bytes for each photo that could come twice.
 */
final class Planning implements Closeable {

    private static final String JSON_LINES = "application/x-ndjson";
    private static final int HEX_DIGITS = 16;
    private static final int RADIX = 16;

    private final String batchId;
    private final BatchOrder order;
    private final SharedRequests requests;
    private final Workload workload;
    private final JobRecords jobs;
    private final EarlierFailures failures;
    private final BooleanSupplier outOfTime;
    private final OpenFile items;
    private final OpenFile refusals;
    private final Tally tally = new Tally();
    private final LongSet seen = new LongSet();
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();

    private record Candidate(Long line, Source source, Request request, Tally.Work work) {}

    /** @param outOfTime whether it is too late to go on */
    Planning(
            String batchId,
            BatchOrder order,
            SharedRequests requests,
            Workload workload,
            JobRecords jobs,
            EarlierFailures failures,
            BatchFiles files,
            BooleanSupplier outOfTime) {
        this.batchId = batchId;
        this.order = order;
        this.requests = requests;
        this.workload = workload;
        this.jobs = jobs;
        this.failures = failures;
        this.outOfTime = outOfTime;
        this.items = files.create(BatchKeys.items(batchId), JSON_LINES);
        this.refusals = files.create(BatchKeys.refusals(batchId), JSON_LINES);
    }

    /** @throws InvalidBatchException if there are more photos than there is time for, as from every method that takes one */
    void skip(SkipReason reason) {
        checkTime();
        tally.skip(reason);
    }

    void refuse(Refusal refusal) {
        checkTime();
        tally.refuse(refusal);
        JsonLinesFile.write(refusals, refusal);
    }

    /** A function that is stopped for its time would be called again, and stopped again, for more than an hour. */
    private void checkTime() {
        if (outOfTime.getAsBoolean()) {
            throw new InvalidBatchException(
                    "too many photos for one batch: " + tally.counts().found()
                            + " were looked at in the " + PlanBatch.LONGEST.toMinutes()
                            + " minutes that there are. Start one batch for each part of the folder or of the list");
        }
    }

    /**
     * A photo that is there.
     *
     * @param line of the manifest, or null for a photo of a folder, which comes once
     * @param row what is said of it alone, or null
     */
    void photo(Long line, Source source, ObjectNode row) {
        checkTime();
        Request request;
        try {
            request = requests.resolve(source.bucket(), source.key(), row);
        } catch (InvalidRequestException wrong) {
            String field = wrong.field().substring(wrong.field().lastIndexOf(' ') + 1);
            refuse(new Refusal(line, source.key(), field, FailureCode.UNSUPPORTED_REQUEST, wrong.getMessage()));
            return;
        }
        photo(line, source, request);
    }

    /** The same, of which it is known what is asked. */
    void photo(Long line, Source source, Request request) {
        Workload.Answer answer = workload.of(request);
        if (answer instanceof Workload.Answer.Nobody nobody) {
            Failure why = nobody.failure();
            refuse(new Refusal(line, source.key(), null, why.code(), why.message()));
            return;
        }
        String jobId = JobId.of(source, request).value();
        if (line != null && !seen.add(Long.parseUnsignedLong(jobId.substring(0, HEX_DIGITS), RADIX))) {
            skip(SkipReason.DUPLICATE);
            return;
        }
        candidates.put(jobId, new Candidate(line, source, request, ((Workload.Answer.Somebody) answer).work()));
        if (candidates.size() == JobRecords.AT_ONCE) {
            decide();
        }
    }

    private void decide() {
        if (candidates.isEmpty()) {
            return;
        }
        Map<String, Job> known = jobs.findAll(candidates.keySet());
        candidates.forEach((jobId, candidate) -> {
            Job job = known.get(jobId);
            if (job != null) {
                again(job);
                return;
            }
            SkipReason reason = order.failedOnly()
                    ? failures.skipReason(candidate.line(), candidate.source(), candidate.request())
                    : null;
            if (reason == null) {
                plan(jobId, candidate);
            } else {
                skip(reason);
            }
        });
        candidates.clear();
    }

    private void plan(String jobId, Candidate candidate) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        Source source = candidate.source();
        ObjectNode from =
                input.putObject("source").put("bucket", source.bucket()).put("key", source.key());
        if (source.versionId() != null) {
            from.put("versionId", source.versionId());
        }
        from.put("etag", source.etag()).put("size", source.size());
        input.set("request", RequestJson.write(candidate.request()));
        input.put("whole", true).put("batchId", batchId);
        JsonLinesFile.write(
                items, new Item(jobId, source.key(), jobId, candidate.work().provider(), input));
        tally.plan(candidate.work());
    }

    /** A job that there is already. */
    void again(Job job) {
        checkTime();
        SkipReason reason = skipReason(job);
        if (reason != null) {
            skip(reason);
            return;
        }
        Tally.Work work = workload.again(job);
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("retry", job.jobId())
                .put("run", job.run().number())
                .put("batchId", batchId);
        String name = ExecutionNames.retryOf(batchId, job.jobId(), job.run().number() + 1);
        JsonLinesFile.write(items, new Item(job.jobId(), job.source().key(), name, work.provider(), input));
        tally.plan(work);
    }

    /**
     * A job whose workflow was stopped or broke, not its photo and not its vendor: a batch that is started again goes on with
     * it, and with its task if it has one. The answer to a submission may have come after the job had ended: then its task is
     * known, and taken up.
     */
    private static boolean isCutOff(Job job) {
        if (job.status() == JobStatus.SUBMIT_UNKNOWN) {
            return !job.mayBeChargedTwice();
        }
        return job.status() == JobStatus.FAILED
                && job.failure() != null
                && job.failure().code() == FailureCode.INTERNAL_ERROR
                && job.failure().retryable();
    }

    /** @return null if it is to be run again */
    private SkipReason skipReason(Job job) {
        SkipReason reason = isCutOff(job) ? null : skipReason(job.status());
        boolean accepted = order.failedOnly() && order.acceptPossibleCharge();
        return reason == null && job.mayBeChargedTwice() && !accepted ? SkipReason.SUBMIT_UNKNOWN : reason;
    }

    private SkipReason skipReason(JobStatus status) {
        return switch (status) {
            case SUCCEEDED -> order.failedOnly() ? SkipReason.NOT_FAILED : SkipReason.DONE;
            case FAILED, REJECTED, CANCELLED -> order.failedOnly() ? null : SkipReason.FAILED_BEFORE;
            case SUBMIT_UNKNOWN -> order.failedOnly() ? null : SkipReason.SUBMIT_UNKNOWN;
            default -> order.failedOnly() ? SkipReason.NOT_FAILED : SkipReason.UNDER_WAY;
        };
    }

    /** Puts the lists where they belong. */
    Tally complete() {
        decide();
        refusals.complete();
        items.complete();
        return tally;
    }

    @Override
    public void close() {
        JsonLinesFile.close(refusals);
        JsonLinesFile.close(items);
    }
}
