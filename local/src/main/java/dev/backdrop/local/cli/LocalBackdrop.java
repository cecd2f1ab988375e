package dev.backdrop.local.cli;

import dev.backdrop.job.Job;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The whole application, running on this machine. All methods may be called from any thread. */
public interface LocalBackdrop extends AutoCloseable {

    /** Where the console and the API answer, on the loopback interface, if they were asked for. */
    Optional<URI> webAddress();

    /** Where Step Functions answers, on the loopback interface. */
    URI workflowsEndpoint();

    /** Where S3 answers, on the loopback interface. */
    URI s3Endpoint();

    /** Where DynamoDB answers, on the loopback interface. */
    URI dynamoEndpoint();

    /** The region that requests are signed for. */
    String region();

    String accessKey();

    String secretKey();

    String inputBucket();

    String outputBucket();

    String jobsTable();

    /** Every provider that can be named in a request, and what stands behind the name here. */
    List<ProviderNote> providers();

    /**
     * Puts a file into the input bucket, as any S3 client would. Under {@code uploads/} that starts a job.
     *
     * @param metadata user metadata, names without {@code x-amz-meta-}, values in ASCII
     * @return the address of the object: {@code bucket/key}
     * @throws java.io.UncheckedIOException if the file can't be read
     */
    String upload(Path photo, String key, Map<String, String> metadata);

    /** The newest job of an upload; nothing until it is claimed. */
    Optional<Job> jobOf(String key);

    /** Many photos at once. */
    LocalBatches batches();

    /**
     * The contents of an object.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    byte[] download(String bucket, String key);

    /**
     * Waits until a record may have changed since the last call, at most this long.
     *
     * @return false if surely none has changed
     */
    boolean awaitChange(Duration atMost);

    /** Calls the listener once for each job that ends from now on, whoever started it, with its final record. */
    void onJobEnded(Consumer<Job> listener);

    /** Stops all that runs, and gives back ports and files. Calling it again does nothing. */
    @Override
    void close();
}
