package dev.backdrop.lambda;

import dev.backdrop.aws.DynamoJobStore;
import dev.backdrop.aws.S3PhotoStore;
import dev.backdrop.aws.SecretSettings;
import dev.backdrop.http.AddressGuard;
import dev.backdrop.http.GuardedFetch;
import dev.backdrop.http.HttpLimits;
import dev.backdrop.job.JobStore;
import dev.backdrop.job.PhotoStore;
import dev.backdrop.log.Log;
import dev.backdrop.photo.GatePolicy;
import dev.backdrop.provider.Providers;
import dev.backdrop.settings.Settings;
import dev.backdrop.workflow.Admission;
import dev.backdrop.workflow.Limits;
import dev.backdrop.workflow.Poll;
import dev.backdrop.workflow.Prepare;
import dev.backdrop.workflow.RecordFailure;
import dev.backdrop.workflow.RequestResolver;
import dev.backdrop.workflow.Store;
import dev.backdrop.workflow.Submit;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The steps, put together from settings and clients. Built once per Lambda instance; holds no state between calls. */
public final class Application {

    private final Settings settings;
    private final Clients clients;
    private final Clock clock;
    private final Log log;
    private final Limits limits;

    /** The AWS services that are used. */
    public record Clients(S3Client s3, S3Presigner presigner, DynamoDbClient dynamo) {}

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
        Map<String, String> environment = ProviderSettings.over(System.getenv());
        S3Client s3 = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        Clients clients = new Clients(
                s3,
                S3Presigner.builder().s3Client(s3).build(),
                DynamoDbClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build());
        return new Application(settings(environment), clients, clock, new Log(System.out, clock));
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
        Admission admission = new Admission(jobs(), photos, fetch(), providers(), gatePolicy(), limits, clock, log);
        return new Prepare(jobs(), photos, new RequestResolver(photos, settings), admission, clock, log);
    }

    public Submit submit() {
        return new Submit(jobs(), photos(), providers(), limits, clock, log);
    }

    public Poll poll() {
        return new Poll(jobs(), providers(), limits, clock, log);
    }

    public Store store() {
        return new Store(jobs(), photos(), providers(), fetch(), limits, clock, log);
    }

    /** For addresses that others gave us. */
    private GuardedFetch fetch() {
        AddressGuard guard = settings.flag("BACKDROP_ALLOW_LOOPBACK", false)
                ? AddressGuard.allowingLoopback()
                : AddressGuard.strict();
        return new GuardedFetch(guard, HttpLimits.PICTURE);
    }

    public RecordFailure recordFailure() {
        return new RecordFailure(jobs(), clock, log);
    }

    private GatePolicy gatePolicy() {
        GatePolicy usual = GatePolicy.DEFAULT;
        return new GatePolicy(
                settings.number("BACKDROP_MAX_PHOTO_BYTES", usual.maxInputBytes(), 1 << 10, 256 << 20),
                settings.number("BACKDROP_MAX_PHOTO_PIXELS", usual.maxPixels(), 1_000, 400_000_000),
                (int) settings.number("BACKDROP_MIN_PHOTO_SIDE", usual.minSide(), 1, 4096),
                settings.choice("BACKDROP_OVERSIZE", usual.oversize()));
    }

    private JobStore jobs() {
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
