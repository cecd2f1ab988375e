package dev.backdrop.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchKeys;
import dev.backdrop.failure.FailureCode;
import dev.backdrop.job.Job;
import dev.backdrop.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says of each photo of a batch what has become of it, in this batch or in an earlier one. */
final class BatchRows {

    private final LocalBackdrop backdrop;
    private final BatchResults results;
    private final Map<String, ProviderNote> providers;

    private record Place(Long line, String key) {}

    BatchRows(LocalBackdrop backdrop, BatchResults results) {
        this.backdrop = backdrop;
        this.results = results;
        this.providers = backdrop.providers().stream().collect(Collectors.toMap(ProviderNote::name, note -> note));
    }

    /**
     * @param request what is asked of all photos
     * @param stopped whether this batch was stopped before its end
     * @param notStarted what to say of a photo that was never begun
     */
    List<BatchRow> of(BatchInput input, ObjectNode request, Batch batch, boolean stopped, String notStarted) {
        Map<Place, Reason> refusals = refusals(batch);
        List<BatchPhoto> usable =
                input.photos().stream().filter(photo -> photo.problem() == null).toList();
        Iterator<Optional<Job>> jobs = backdrop.batches()
                .jobs(request, usable.stream().map(BatchPhoto::asked).toList())
                .iterator();
        List<BatchRow> rows = new ArrayList<>();
        for (BatchPhoto photo : input.photos()) {
            if (photo.problem() != null) {
                rows.add(new BatchRow(photo, null, null, null, photo.problem(), false));
                continue;
            }
            Optional<Job> job = jobs.next();
            Reason refusal = refusals.get(new Place(photo.line(), photo.key()));
            rows.add(
                    job.isPresent()
                            ? row(photo, job.get(), batch, stopped)
                            : new BatchRow(
                                    photo,
                                    null,
                                    null,
                                    null,
                                    refusal == null ? Reason.notStarted(notStarted) : refusal,
                                    false));
        }
        return rows;
    }

    private BatchRow row(BatchPhoto photo, Job job, Batch batch, boolean stopped) {
        ProviderNote provider = job.provider() == null ? null : providers.get(job.provider());
        boolean now = batch.batchId().equals(job.batchId());
        if (job.result() != null) {
            BatchResults.Fetched fetched = results.fetch(job);
            return new BatchRow(photo, job, provider, fetched.file(), fetched.reason(), now);
        }
        return new BatchRow(photo, job, provider, null, reason(job, now && stopped), now);
    }

    private static Reason reason(Job job, boolean stopped) {
        if (!job.isFinal()) {
            return Reason.underWay(job);
        }
        if (job.failure() == null) {
            return Reason.ended(job);
        }
        return stopped && job.failure().code() == FailureCode.INTERNAL_ERROR
                ? Reason.cutOff(job.failure())
                : Reason.of(job.failure());
    }

    /** What no job can be made of, by a plan or by a look at the files. */
    Map<BatchPhoto, Reason> leftOut(BatchInput input, Batch batch) {
        Map<Place, Reason> refusals = refusals(batch);
        Map<BatchPhoto, Reason> leftOut = new LinkedHashMap<>();
        for (BatchPhoto photo : input.photos()) {
            Reason reason =
                    photo.problem() != null ? photo.problem() : refusals.get(new Place(photo.line(), photo.key()));
            if (reason != null) {
                leftOut.put(photo, reason);
            }
        }
        return leftOut;
    }

    private Map<Place, Reason> refusals(Batch batch) {
        Map<Place, Reason> refusals = new HashMap<>();
        String list;
        try {
            list = new String(
                    backdrop.download(backdrop.outputBucket(), BatchKeys.refusals(batch.batchId())),
                    StandardCharsets.UTF_8);
        } catch (NoSuchElementException neverPlanned) {
            return refusals;
        }
        list.lines().filter(line -> !line.isBlank()).map(BatchRows::json).forEach(refusal -> {
            Long line = refusal.path("line").isNumber() ? refusal.path("line").longValue() : null;
            refusals.put(
                    new Place(line, refusal.path("key").textValue()),
                    Reason.refused(
                            refusal.path("code").textValue(),
                            refusal.path("message").textValue()));
        });
        return refusals;
    }

    private static JsonNode json(String line) {
        try {
            return Json.mapper().readTree(line);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("the list of refusals is JSON", notJson);
        }
    }
}
