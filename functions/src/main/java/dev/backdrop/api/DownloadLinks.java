package dev.backdrop.api;

import dev.backdrop.job.Result;
import dev.backdrop.job.Source;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Addresses that open a picture to whoever has them, for a while. Made without a call. */
public interface DownloadLinks {

    record Link(URI address, Instant expiresAt) {}

    Link photo(Source source, Duration validity);

    Link result(Result result, Duration validity);

    /** A file of a batch's report. */
    Link report(String bucket, String key, Duration validity);
}
