package dev.backdrop.lambda;

import dev.backdrop.api.Api;
import dev.backdrop.api.ApiPorts;
import dev.backdrop.api.Executions;
import dev.backdrop.api.ExpireUploads;
import dev.backdrop.api.InputBucket;
import dev.backdrop.aws.DynamoIdempotencyStore;
import dev.backdrop.aws.DynamoJobStore;
import dev.backdrop.aws.S3DownloadLinks;
import dev.backdrop.aws.S3InputBucket;
import dev.backdrop.aws.S3PhotoStore;
import dev.backdrop.aws.SecretSettings;
import dev.backdrop.aws.StepFunctionsExecutions;
import dev.backdrop.http.AddressGuard;
import dev.backdrop.http.GuardedFetch;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.log.Log;
import dev.backdrop.photo.GatePolicy;
import dev.backdrop.provider.Providers;
import dev.backdrop.settings.Settings;
import dev.backdrop.workflow.Admission;
import dev.backdrop.workflow.CloseForgotten;
import dev.backdrop.workflow.Limits;
import dev.backdrop.workflow.Poll;
import dev.backdrop.workflow.Prepare;
import dev.backdrop.workflow.RecordFailure;
import dev.backdrop.workflow.RequestResolver;
import dev.backdrop.workflow.Store;
import dev.backdrop.workflow.Submit;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The steps, put together from settings and clients. Built once per Lambda instance; holds no state between calls. */
public final class Application {

    /** A photo that the API fetches has to be here, and in the bucket, before its gateway loses patience at 30 s. */
    private static final Duration API_FETCH = Duration.ofSeconds(15);

    private final Settings settings;
    private final Clients clients;
    private final Clock clock;
    private final Log log;
    private final Limits limits;

    /**
     * The AWS services that are used.
     *
     * @param workflows asked when first needed: most functions never do
     */
    public record Clients(S3Client s3, S3Presigner presigner, DynamoDbClient dynamo, Supplier<SfnClient> workflows) {}

    public Application(Settings settings, Clients clients, Clock clock, Log log) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
        this.log = log;
        this.limits = Limits.from(settings);
    }

    /** On AWS, or at whatever endpoints the SDK's own environment variables name. */
    public static Application onAws() {
        Clock clock = Clock.systemUTC();
        Settings settings = settings(ProviderSettings.over(System.getenv()));
        S3Client s3 = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        Clients clients = new Clients(
                s3,
                S3Presigner.builder().s3Client(s3).build(),
                DynamoDbClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                () -> SfnClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build());
        return new Application(settings, clients, clock, new Log(System.out, clock));
    }

    private static Settings settings(Map<String, String> environment) {
        String secret = environment.getOrDefault("BACKDROP_PROVIDER_SECRET", "");
        if (secret.isEmpty()) {
            return Settings.of(environment);
        }
        return new Settings(
                environment,
                new SecretSettings(
                        () -> SecretsManagerClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        secret));
    }

    public Prepare prepare() {
        PhotoStore photos = photos();
        Admission admission = new Admission(
                jobs(), photos, fetchNamed(HttpLimits.PICTURE), providers(), gatePolicy(), limits, clock, log);
        return new Prepare(jobs(), photos, new RequestResolver(photos, settings), admission, clock, log);
    }

    public Submit submit() {
        return new Submit(jobs(), photos(), providers(), limits, clock, log);
    }

    public Poll poll() {
        return new Poll(jobs(), providers(), limits, clock, log);
    }

    public Store store() {
        return new Store(jobs(), photos(), providers(), fetchResults(), limits, clock, log);
    }

    /** For results, at addresses that a vendor gave us: on this machine, vendors are. */
    private GuardedFetch fetchResults() {
        boolean local = settings.flag("BACKDROP_ALLOW_LOOPBACK", false);
        return new GuardedFetch(local ? AddressGuard.allowingLoopback() : AddressGuard.strict(), HttpLimits.PICTURE);
    }

    /** For pictures at addresses that a request names: never anything but the public Internet. */
    private static GuardedFetch fetchNamed(HttpLimits bounds) {
        return new GuardedFetch(AddressGuard.strict(), bounds);
    }

    public RecordFailure recordFailure() {
        return new RecordFailure(jobs(), clock, log);
    }

    public Api api() {
        int maxPhotoBytes = (int) gatePolicy().maxInputBytes();
        GuardedFetch fetch =
                fetchNamed(HttpLimits.PICTURE.withOverall(API_FETCH).withMaxBytes(maxPhotoBytes));
        SecureRandom random = new SecureRandom();
        ApiPorts ports = new ApiPorts(
                jobs(),
                new ApiPorts.Batches(batches().store(), jobs(), batchRuns()),
                inputBucket(),
                new S3DownloadLinks(clients.presigner()),
                jobRuns(),
                new DynamoIdempotencyStore(clients.dynamo(), settings.required("BACKDROP_IDEMPOTENCY_TABLE")),
                new RequestResolver(photos(), settings),
                providers(),
                Vendors.simulated(settings),
                fetch::fetch,
                maxPhotoBytes,
                () -> freshId(random));
        return new Api(ports, clock, log);
    }

    private static String freshId(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public ExpireUploads expireUploads() {
        return new ExpireUploads(jobs(), inputBucket(), jobRuns(), clock, log);
    }

    public CloseForgotten closeForgotten() {
        return new CloseForgotten(jobs(), recordFailure(), clock, log);
    }

    private InputBucket inputBucket() {
        return new S3InputBucket(clients.s3(), clients.presigner(), settings.required("BACKDROP_INPUT_BUCKET"));
    }

    /** Executions of the job workflow. */
    private Executions jobRuns() {
        return new StepFunctionsExecutions(clients.workflows(), () -> settings.required("BACKDROP_JOB_WORKFLOW"));
    }

    /** Executions of the batch workflow. */
    private StepFunctionsExecutions batchRuns() {
        return new StepFunctionsExecutions(clients.workflows(), () -> settings.required("BACKDROP_BATCH_WORKFLOW"));
    }

    private GatePolicy gatePolicy() {
        GatePolicy usual = GatePolicy.DEFAULT;
        return new GatePolicy(
                settings.number("BACKDROP_MAX_PHOTO_BYTES", usual.maxInputBytes(), 1 << 10, 256 << 20),
                settings.number("BACKDROP_MAX_PHOTO_PIXELS", usual.maxPixels(), 1_000, 400_000_000),
                (int) settings.number("BACKDROP_MIN_PHOTO_SIDE", usual.minSide(), 1, 4096),
                settings.choice("BACKDROP_OVERSIZE", usual.oversize()));
    }

    /** The steps of batches. */
    public BatchApplication batches() {
        return new BatchApplication(
                settings,
                clients,
                jobs(),
                () -> new RequestResolver(photos(), settings),
                this::providers,
                this::batchRuns,
                clock,
                log);
    }

    private DynamoJobStore jobs() {
        Duration retention = Duration.ofDays(settings.number("BACKDROP_RECORD_DAYS", 365, 1, 3650));
        return new DynamoJobStore(clients.dynamo(), settings.required("BACKDROP_JOBS_TABLE"), retention);
    }

    private PhotoStore photos() {
        return new S3PhotoStore(clients.s3(), clients.presigner(), settings.required("BACKDROP_OUTPUT_BUCKET"));
    }

    private Providers providers() {
        return Vendors.setUp(settings);
    }
}
