package dev.backdrop.lambda;

import dev.backdrop.aws.DynamoBatchStore;
import dev.backdrop.aws.S3BatchFiles;
import dev.backdrop.aws.S3InputPhotos;
import dev.backdrop.batch.BatchFiles;
import dev.backdrop.batch.BatchSettings;
import dev.backdrop.batch.BatchStore;
import dev.backdrop.batch.CloseBatch;
import dev.backdrop.batch.CloseForgottenBatches;
import dev.backdrop.batch.JobRecords;
import dev.backdrop.batch.PhotoJobs;
import dev.backdrop.batch.PlanBatch;
import dev.backdrop.batch.ReportBatch;
import dev.backdrop.log.Log;
import dev.backdrop.provider.Providers;
import dev.backdrop.settings.Settings;
import dev.backdrop.workflow.RequestResolver;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** The steps of batches, put together from settings and clients. */
public final class BatchApplication {

    private final Settings settings;
    private final Application.Clients clients;
    private final JobRecords jobs;
    private final Supplier<RequestResolver> requests;
    private final Supplier<Providers> providers;
    private final Supplier<CloseForgottenBatches.Ends> runs;
    private final Clock clock;
    private final Log log;

    BatchApplication(
            Settings settings,
            Application.Clients clients,
            JobRecords jobs,
            Supplier<RequestResolver> requests,
            Supplier<Providers> providers,
            Supplier<CloseForgottenBatches.Ends> runs,
            Clock clock,
            Log log) {
        this.settings = settings;
        this.clients = clients;
        this.jobs = jobs;
        this.requests = requests;
        this.providers = providers;
        this.runs = runs;
        this.clock = clock;
        this.log = log;
    }

    public PlanBatch plan() {
        return new PlanBatch(
                store(),
                new S3InputPhotos(clients.s3(), settings.required("BACKDROP_INPUT_BUCKET")),
                jobs,
                files(),
                requests.get(),
                providers.get(),
                BatchSettings.from(settings),
                clock,
                log);
    }

    public ReportBatch report() {
        return new ReportBatch(store(), jobs, files(), clock, log);
    }

    public CloseBatch close() {
        return new CloseBatch(store(), jobs, files(), clock, log);
    }

    public CloseForgottenBatches closeForgotten() {
        return new CloseForgottenBatches(store(), runs.get(), close(), clock, log);
    }

    /** The jobs of photos, for whoever shows them. */
    public PhotoJobs photoJobs() {
        return new PhotoJobs(
                new S3InputPhotos(clients.s3(), settings.required("BACKDROP_INPUT_BUCKET")), jobs, requests.get());
    }

    /** How jobs of batches stand, for whoever shows them. */
    public JobRecords jobs() {
        return jobs;
    }

    /** Records of batches, for whoever shows them. */
    public BatchStore store() {
        Duration retention = Duration.ofDays(settings.number("BACKDROP_RECORD_DAYS", 365, 1, 3650));
        return new DynamoBatchStore(clients.dynamo(), settings.required("BACKDROP_BATCHES_TABLE"), retention);
    }

    private BatchFiles files() {
        return new S3BatchFiles(clients.s3(), settings.required("BACKDROP_OUTPUT_BUCKET"));
    }
}
