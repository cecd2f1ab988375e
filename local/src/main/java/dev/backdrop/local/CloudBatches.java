package dev.backdrop.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backdrop.batch.Batch;
import dev.backdrop.batch.BatchKeys;
import dev.backdrop.batch.BatchStore;
import dev.backdrop.batch.JobRecords;
import dev.backdrop.batch.PhotoJobs;
import dev.backdrop.batch.Refusal;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStatus;
import dev.backdrop.json.Json;
import dev.backdrop.lambda.BatchApplication;
import dev.backdrop.local.asl.Execution;
import dev.backdrop.local.cli.LocalBatches;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The batches of a local cloud, as the command line uses them. */
final class CloudBatches implements LocalBatches {

    private static final String WORKFLOW = "BatchWorkflow";
    private static final int PAGE = 50;

    private final LocalCloud cloud;
    private final BatchStore store;
    private final JobRecords jobs;
    private final PhotoJobs photos;
    private final Map<String, Execution> started = new ConcurrentHashMap<>();

    CloudBatches(LocalCloud cloud) {
        this.cloud = cloud;
        BatchApplication application =
                cloud.application(cloud.name("PlanBatchFunction")).batches();
        this.store = application.store();
        this.jobs = application.jobs();
        this.photos = application.photoJobs();
    }

    @Override
    public Map<String, Stored> stored(String prefix) {
        Map<String, Stored> stored = new HashMap<>();
        s3().listObjectsV2Paginator(
                        list -> list.bucket(cloud.name("InputBucket")).prefix(prefix))
                .contents()
                .forEach(object ->
                        stored.put(object.key(), new Stored(object.eTag().replace("\"", ""), object.size())));
        return stored;
    }

    @Override
    public void remove(String key) {
        s3().deleteObject(delete -> delete.bucket(cloud.name("InputBucket")).key(key));
    }

    private S3Client s3() {
        return cloud.clients().s3();
    }

    @Override
    public void start(String batchId, ObjectNode input, List<Refusal> leftOut) {
        if (!leftOut.isEmpty()) {
            String lines = leftOut.stream()
                    .map(refusal -> Json.mapper().valueToTree(refusal) + "\n")
                    .collect(Collectors.joining());
            s3().putObject(
                            put -> put.bucket(cloud.name("OutputBucket")).key(BatchKeys.leftOut(batchId)),
                            RequestBody.fromString(lines));
        }
        started.put(batchId, cloud.start(WORKFLOW, batchId, input));
    }

    @Override
    public void stop(String batchId) {
        Optional.ofNullable(started.get(batchId))
                .filter(execution -> !execution.ended())
                .ifPresent(Execution::abort);
    }

    @Override
    public Optional<Batch> find(String batchId) {
        return store.find(batchId);
    }

    @Override
    public Optional<Batch> newest(String target) {
        String cursor = null;
        do {
            BatchStore.Page page = store.newest(PAGE, cursor);
            Optional<Batch> found = page.batches().stream()
                    .filter(batch -> batch.order() != null && !batch.order().dryRun())
                    .filter(batch -> target.equals(batch.order().folder())
                            || batch.order().manifest() != null
                                    && target.equals(batch.order().manifest().key()))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            cursor = page.cursor();
        } while (cursor != null);
        return Optional.empty();
    }

    @Override
    public Map<JobStatus, Long> counts(String batchId) {
        return jobs.counts(batchId);
    }

    @Override
    public List<Optional<Job>> jobs(ObjectNode request, List<PhotoJobs.Asked> asked) {
        return photos.find(request, asked);
    }
}
