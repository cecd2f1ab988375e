package dev.backdrop.api;

import dev.backdrop.batch.BatchStore;
import dev.backdrop.batch.JobRecords;
import dev.backdrop.http.FetchOutcome;
import dev.backdrop.job.JobStore;
import dev.backdrop.provider.Providers;
import dev.backdrop.workflow.RequestResolver;
import java.net.URI;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * All that the API needs of the world.
 *
 * @param executions of the job workflow
 * @param simulated names of providers that a stand-in answers for
 * @param fetch guarded, and capped in bytes and in time
 * @param maxPhotoBytes what the gate lets in
 * @param ids fresh ones: 32 hexadecimal digits that nobody can guess
 */
public record ApiPorts(
        JobStore jobs,
        Batches batches,
        InputBucket bucket,
        DownloadLinks links,
        Executions executions,
        IdempotencyStore idempotency,
        RequestResolver requests,
        Providers providers,
        Set<String> simulated,
        Function<URI, FetchOutcome> fetch,
        long maxPhotoBytes,
        Supplier<String> ids) {

    /**
     * What is only needed for batches.
     *
     * @param executions of the batch workflow
     */
    public record Batches(BatchStore store, JobRecords jobs, Executions executions) {}
}
