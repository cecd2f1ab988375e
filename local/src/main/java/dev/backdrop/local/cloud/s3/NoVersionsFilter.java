package dev.backdrop.local.cloud.s3;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Says of every version of an object that it isn't there, as S3 does of one that it doesn't have. For stores that keep no
 * versions: S3Proxy 4.1.0 answers 501 for them, which looks like a service that is down.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3: error responses</a>
 */
final class NoVersionsFilter implements Filter {

    private static final Set<String> READS = Set.of("GET", "HEAD");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (!READS.contains(http.getMethod())
                || RawQuery.parameter(http, "versionId").isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        S3Errors.send(
                http,
                (HttpServletResponse) response,
                404,
                "NoSuchVersion",
                "The specified version does not exist.",
                Map.of());
    }
}
