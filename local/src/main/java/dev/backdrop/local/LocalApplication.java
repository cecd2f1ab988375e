package dev.backdrop.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.backdrop.aws.DynamoJobStore;
import dev.backdrop.job.Job;
import dev.backdrop.job.JobStore;
import dev.backdrop.local.asl.time.RealScheduler;
import dev.backdrop.local.cli.CannotStartException;
import dev.backdrop.local.cli.LocalBackdrop;
import dev.backdrop.local.cli.LocalBatches;
import dev.backdrop.local.cli.ProviderNote;
import dev.backdrop.local.cli.StartOptions;
import dev.backdrop.local.cloud.LocalServers;
import dev.backdrop.local.cloud.client.LocalAccount;
import dev.backdrop.local.cloud.events.EventBus;
import dev.backdrop.local.cloud.events.EventPattern;
import dev.backdrop.local.cloud.events.Rule;
import dev.backdrop.local.cloud.http.HttpApiServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The local cloud with its vendors, in real time, as the command line uses it. */
public final class LocalApplication implements LocalBackdrop {

    /** Functions that run at once; more than cores, because they mostly wait for somebody. */
    private static final int WORKERS = 16;

    private final RealScheduler scheduler;
    private final LocalVendors vendors;
    private final LocalCloud cloud;
    private final JobStore jobs;
    private final LocalBatches batches;
    private final Changes changes = new Changes();

    private LocalApplication(RealScheduler scheduler, LocalVendors vendors, LocalCloud cloud) {
        this.scheduler = scheduler;
        this.vendors = vendors;
        this.cloud = cloud;
        this.jobs = new DynamoJobStore(cloud.clients().dynamoDb(), jobsTable(), Duration.ofDays(365));
        cloud.onInvocation(changes::signal);
        this.batches = new CloudBatches(cloud);
        cloud.closeLeftovers(jobs);
    }

    /** @throws CannotStartException if it can't start, saying what to do about it; nothing is left running then */
    public static LocalBackdrop start(StartOptions options) {
        Path home = Path.of(System.getProperty("backdrop.home", ""));
        LocalVendors vendors =
                LocalVendors.start(home, options.environment(), Clock.systemUTC(), options.log()::println);
        RealScheduler scheduler = new RealScheduler(WORKERS);
        try {
            LocalCloud.Options own = new LocalCloud.Options(
                    home,
                    new LocalServers.Place(options.state(), options.s3Port(), 0),
                    vendors.environment(),
                    options.log(),
                    EventBus.doublingPause());
            LocalCloud cloud = LocalCloud.start(
                    options.webPort().isPresent()
                            ? own.withHttp(options.webPort().getAsInt())
                            : own,
                    scheduler);
            return new LocalApplication(scheduler, vendors, cloud);
        } catch (IllegalStateException taken) {
            vendors.close();
            scheduler.close();
            throw new CannotStartException(taken.getMessage());
        }
    }

    @Override
    public Optional<URI> webAddress() {
        return cloud.http().map(HttpApiServer::address);
    }

    @Override
    public URI workflowsEndpoint() {
        return cloud.workflows().endpoint();
    }

    @Override
    public URI s3Endpoint() {
        return cloud.servers().s3().endpoint();
    }

    @Override
    public URI dynamoEndpoint() {
        return cloud.servers().dynamoDb().endpoint();
    }

    @Override
    public String region() {
        return LocalAccount.DEFAULT.region();
    }

    @Override
    public String accessKey() {
        return LocalAccount.DEFAULT.accessKey();
    }

    @Override
    public String secretKey() {
        return LocalAccount.DEFAULT.secretKey();
    }

    @Override
    public String inputBucket() {
        return cloud.name("InputBucket");
    }

    @Override
    public String outputBucket() {
        return cloud.name("OutputBucket");
    }

    @Override
    public String jobsTable() {
        return cloud.name("JobsTable");
    }

    @Override
    public List<ProviderNote> providers() {
        return vendors.notes();
    }

    @Override
    public String upload(Path photo, String key, Map<String, String> metadata) {
        cloud.clients()
                .s3()
                .putObject(put -> put.bucket(inputBucket()).key(key).metadata(metadata), RequestBody.fromFile(photo));
        return inputBucket() + "/" + key;
    }

    @Override
    public Optional<Job> jobOf(String key) {
        return jobs.findNewest(inputBucket() + "/" + key);
    }

    @Override
    public byte[] download(String bucket, String key) {
        S3Client s3 = cloud.clients().s3();
        try {
            return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
        } catch (NoSuchKeyException gone) {
            throw new NoSuchElementException("there is no " + bucket + "/" + key, gone);
        }
    }

    @Override
    public LocalBatches batches() {
        return batches;
    }

    @Override
    public boolean awaitChange(Duration atMost) {
        return changes.await(atMost);
    }

    @Override
    public void onJobEnded(Consumer<Job> listener) {
        JsonNode pattern = JsonNodeFactory.instance
                .objectNode()
                .set("source", JsonNodeFactory.instance.arrayNode().add("backdrop"));
        cloud.bus()
                .add(new Rule(
                        "job-ended",
                        EventBus.DEFAULT_BUS,
                        EventPattern.of(pattern),
                        List.of(Rule.Delivery.to(
                                "listener",
                                event -> jobs.find(event.at("/detail/jobId").asText())
                                        .ifPresent(listener)))));
    }

    @Override
    public void close() {
        scheduler.close();
        cloud.close();
        vendors.close();
    }
}
