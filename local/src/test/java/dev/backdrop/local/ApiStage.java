package dev.backdrop.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backdrop.batch.BatchStatus;
import dev.backdrop.job.JobStatus;
import dev.backdrop.local.openapi.HttpCaller;
import dev.backdrop.local.openapi.Reply;
import dev.backdrop.local.simulator.Fault;
import dev.backdrop.local.simulator.perfectcorp.PerfectCorpEndpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The API behind a real port, and whatever an answer needs to have happened before. Everything made is made afresh. */
final class ApiStage implements AutoCloseable {

    /** What a job can be brought to. */
    static final List<JobStatus> MADE = List.of(
            JobStatus.AWAITING_UPLOAD,
            JobStatus.PREPARING,
            JobStatus.PROCESSING,
            JobStatus.SUCCEEDED,
            JobStatus.FAILED,
            JobStatus.REJECTED,
            JobStatus.CANCELLED,
            JobStatus.SUBMIT_UNKNOWN);

    /** What a batch can be brought to. */
    static final List<BatchStatus> MADE_BATCHES = List.of(
            BatchStatus.PLANNING,
            BatchStatus.RUNNING,
            BatchStatus.SUCCEEDED,
            BatchStatus.FINISHED_WITH_FAILURES,
            BatchStatus.CANCELLED,
            BatchStatus.DRY_RUN,
            BatchStatus.AWAITING_CONFIRMATION);

    private static final int CONFIRM_OVER = 2;
    private static final byte[] PHOTO = World.jpeg(320, 240);
    private static final String REQUEST = ",\"provider\":\"perfectcorp\",\"background\":{\"prompt\":\"a beach\"}}";

    final World world;
    final HttpCaller api;
    final ApiFaults faults = new ApiFaults();
    private final Map<String, String> shown = new HashMap<>();
    private int made;

    ApiStage() {
        this(Map.of("BACKDROP_CONFIRM_OVER", String.valueOf(CONFIRM_OVER)));
    }

    ApiStage(Map<String, String> settings) {
        this.world = World.serving(options -> options.withPollingWindow(Duration.ofHours(2)), settings);
        this.api = new HttpCaller(world.api());
    }

    String logged() {
        return world.logged() + faults.logged();
    }

    // --- Photos and requests ---

    /** The key of a photo in the bucket that nobody has asked anything of. */
    String photo() {
        String key = "batches/single/" + ++made + ".jpg";
        world.upload(key, PHOTO, Map.of());
        return key;
    }

    String order(String key) {
        return "{\"source\":{\"s3\":{\"key\":\"" + key + "\"}}" + REQUEST;
    }

    String address(String address) {
        return "{\"source\":{\"url\":\"" + address + "\"}" + REQUEST;
    }

    String announcement() {
        return "{\"source\":{\"upload\":{\"fileName\":\"" + ++made + ".jpg\",\"contentType\":\"image/jpeg\",\"size\":"
                + PHOTO.length + "}}" + REQUEST;
    }

    /** A batch of a folder with this many photos. */
    String folder(int photos) {
        String folder = "batches/" + ++made + "/";
        for (int i = 0; i < photos; i++) {
            world.upload(folder + i + ".jpg", PHOTO, Map.of());
        }
        return "{\"folder\":\"" + folder + "\"" + REQUEST;
    }

    String manifest() {
        String key = "batches/" + ++made + ".csv";
        world.upload(key, ("key\n" + photo() + "\n").getBytes(), Map.of());
        return "{\"manifest\":{\"key\":\"" + key + "\"}" + REQUEST;
    }

    /** The folders, the manifest and the photo that the description's examples of requests name. */
    ApiStage withTheExamplesPhotos() {
        world.upload("uploads/autumn/shoe.jpg", PHOTO, Map.of());
        world.upload("batches/autumn/shoe.jpg", PHOTO, Map.of());
        world.upload("batches/autumn.csv", "key\nbatches/autumn/shoe.jpg\n".getBytes(), Map.of());
        return this;
    }

    /** An earlier batch of that name, with a job that failed. */
    void batchNamed(String batchId) {
        world.upload("batches/earlier/broken.jpg", new byte[] {1}, Map.of());
        new BatchWorld(world).runFolder(batchId, "earlier");
    }

    // --- Jobs and batches ---

    private Reply read(String path) {
        Reply reply = api.get(path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    private String created(String body) {
        Reply reply = api.post("/jobs", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.body().at("/job/jobId").asText();
    }

    /** The id of a job of this status. */
    String job(JobStatus status) {
        world.run();
        String jobId = made(status);
        assertThat(read("/jobs/" + jobId).body().path("status").asText()).isEqualTo(status.name());
        return jobId;
    }

    /** One that is only looked at: it is made once, unless time takes it further. */
    String shownJob(JobStatus status) {
        return status.isFinal() ? shown.computeIfAbsent(status.name(), name -> job(status)) : job(status);
    }

    /** The same of a batch. */
    String shownBatch(BatchStatus status) {
        return status.isFinal() ? shown.computeIfAbsent("batch " + status, name -> batch(status)) : batch(status);
    }

    private String made(JobStatus status) {
        String jobId = created(status == JobStatus.AWAITING_UPLOAD ? announcement() : order(photo(status)));
        switch (status) {
            case PROCESSING -> letTheVendorBegin();
            case FAILED -> {
                long balance = world.vendor().balance().longValue();
                world.vendor().balance(0);
                world.run();
                world.vendor().balance(balance);
            }
            case SUBMIT_UNKNOWN -> {
                world.vendor().faults().next(PerfectCorpEndpoint.TASK_CREATE, Fault.status(502));
                world.run();
            }
            case CANCELLED -> api.post("/jobs/" + jobId + "/cancel", null);
            case SUCCEEDED, REJECTED -> world.run();
            default -> {
                // It is so already.
            }
        }
        return jobId;
    }

    private void letTheVendorBegin() {
        world.vendor().tasks().take(Duration.ofSeconds(20));
        world.time.advance(Duration.ofSeconds(12));
        world.vendor().tasks().take(Duration.ofSeconds(3));
    }

    private String photo(JobStatus status) {
        if (status != JobStatus.REJECTED) {
            return photo();
        }
        String key = photo().replace(".jpg", ".txt.jpg");
        world.upload(key, "no picture at all".getBytes(), Map.of());
        return key;
    }

    /** The id of a batch of this status. */
    String batch(BatchStatus status) {
        world.run();
        // Lists are in the order of creation, and damage is looked for at their head.
        world.time.advance(Duration.ofSeconds(1));
        String body = folder(status == BatchStatus.AWAITING_CONFIRMATION ? CONFIRM_OVER + 1 : 1);
        if (status == BatchStatus.FINISHED_WITH_FAILURES) {
            world.upload(BatchWorld.json(body).path("folder").asText() + "broken.jpg", new byte[] {1}, Map.of());
        }
        Reply reply =
                api.post("/batches", status == BatchStatus.DRY_RUN ? body.replace("}}", "},\"dryRun\":true}") : body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        String batchId = reply.body().at("/batch/batchId").asText();
        switch (status) {
            case PLANNING -> {
                // It is so already.
            }
            case RUNNING -> letTheVendorBegin();
            case CANCELLED -> api.post("/batches/" + batchId + "/cancel", null);
            default -> world.run();
        }
        assertThat(read("/batches/" + batchId).body().path("status").asText()).isEqualTo(status.name());
        return batchId;
    }

    // --- Asking twice ---

    Reply twice(String path, String body) {
        api.post(path, body);
        return api.post(path, body);
    }

    private Reply withKey(String path, String key, String body) {
        return api.call("POST", path, Map.of("Idempotency-Key", key), body);
    }

    Reply twiceWithKey(String path, String body) {
        withKey(path, "key " + made, body);
        return withKey(path, "key " + made, body);
    }

    Reply sameKeyForAnother(String path, String body) {
        withKey(path, "key " + made, body);
        return withKey(path, "key " + made, body.replace("a beach", "a forest"));
    }

    /** The key's entry is put back to what it was while the first call was at work. */
    Reply whileAtWork(String path, String body) {
        Set<Map<String, AttributeValue>> before = new HashSet<>(items("IdempotencyTable"));
        withKey(path, "key " + made, body);
        Map<String, AttributeValue> entry = items("IdempotencyTable").stream()
                .filter(item -> !before.contains(item))
                .findFirst()
                .orElseThrow();
        world.cloud
                .clients()
                .dynamoDb()
                .updateItem(update -> update.tableName(table("IdempotencyTable"))
                        .key(Map.of("keyHash", entry.get("keyHash")))
                        .updateExpression("SET #state = :atWork REMOVE answer")
                        .expressionAttributeNames(Map.of("#state", "state"))
                        .expressionAttributeValues(Map.of(":atWork", AttributeValue.fromS("IN_PROGRESS"))));
        return withKey(path, "key " + made, body);
    }

    private String table(String logicalId) {
        return world.cloud.name(logicalId);
    }

    private List<Map<String, AttributeValue>> items(String table) {
        return world.cloud
                .clients()
                .dynamoDb()
                .scan(scan -> scan.tableName(table(table)))
                .items();
    }

    // --- Damaged records ---

    Reply overDamagedJob(String method, UnaryOperator<String> path) {
        String jobId = job(JobStatus.SUCCEEDED);
        String address = path.apply(jobId);
        return overDamage("JobsTable", "jobId", jobId, () -> api.call(method, address, Map.of(), null));
    }

    Reply overDamagedBatch(String method, UnaryOperator<String> path) {
        String batchId = batch(BatchStatus.SUCCEEDED);
        return overDamage(
                "BatchesTable", "batchId", batchId, () -> api.call(method, path.apply(batchId), Map.of(), null));
    }

    /** Where the jobs of the same photo as this one's are listed. */
    String listOfItsPhoto(String jobId) {
        return "/jobs?source=" + read("/jobs/" + jobId).body().at("/source/key").asText();
    }

    /** The first answer is remembered, and what it was about can't be read any more. */
    Reply repeatedOverDamage(String path, String body, String table) {
        Reply first = withKey(path, "key " + made, body);
        String location = first.header("location").orElseThrow();
        String id = location.substring(location.lastIndexOf('/') + 1);
        String key = table.equals("JobsTable") ? "jobId" : "batchId";
        return overDamage(table, key, id, () -> withKey(path, "key " + made, body));
    }

    private Reply overDamage(String table, String key, String id, Supplier<Reply> call) {
        var dynamo = world.cloud.clients().dynamoDb();
        Map<String, AttributeValue> item = Map.of(key, AttributeValue.fromS(id));
        dynamo.updateItem(update -> update.tableName(table(table))
                .key(item)
                .updateExpression("SET #run = :nonsense, #order = :nonsense")
                .expressionAttributeNames(Map.of("#run", "run", "#order", "order"))
                .expressionAttributeValues(Map.of(":nonsense", AttributeValue.fromS("nonsense"))));
        try {
            return call.get();
        } finally {
            dynamo.deleteItem(delete -> delete.tableName(table(table)).key(item));
        }
    }

    @Override
    public void close() {
        world.close();
        faults.close();
    }
}
