package dev.backdrop.local.cloud.s3;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Refuses a presigned request that has an {@code x-amz-*} header which isn't among the signed ones, as S3 does: else the bearer
 * of an address could add metadata that steers a job, or turn an upload into a copy. S3Proxy 4.1.0 checks the headers that
 * are signed, and lets others through.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">S3: authenticating requests with
 *     query parameters</a>
 */
final class PresignedHeadersFilter implements Filter {

    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        TreeSet<String> unsigned =
                signed(http).map(signed -> unsigned(http, signed)).orElseGet(TreeSet::new);
        if (unsigned.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        S3Errors.send(
                http,
                (HttpServletResponse) response,
                403,
                "AccessDenied",
                "There were headers present in the request which were not signed",
                Map.of("HeadersNotSigned", String.join(", ", unsigned)));
    }

    /** What the address says is signed; nothing if it isn't presigned. */
    private static Optional<List<String>> signed(HttpServletRequest request) {
        return RawQuery.parameter(request, SIGNED_HEADERS)
                .map(names -> List.of(names.toLowerCase(Locale.ROOT).split(";")));
    }

    private static TreeSet<String> unsigned(HttpServletRequest request, List<String> signed) {
        TreeSet<String> names = new TreeSet<>();
        for (String header : Collections.list(request.getHeaderNames())) {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("x-amz-") && !signed.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }
}
