package dev.backdrop.local.cloud.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What pages of other origins may do with a bucket.
 *
 * @param allowedOrigins each with at most one {@code *}
 * @param allowedHeaders each with at most one {@code *}
 * @param maxAge how long a browser may remember the answer
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html">S3: elements of a CORS
 *     configuration</a>
 */
public record CorsRuleView(
        List<String> allowedOrigins,
        List<String> allowedMethods,
        List<String> allowedHeaders,
        List<String> exposedHeaders,
        Optional<Duration> maxAge) {

    public CorsRuleView {
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedMethods = List.copyOf(allowedMethods);
        allowedHeaders = List.copyOf(allowedHeaders);
        exposedHeaders = List.copyOf(exposedHeaders);
    }
}
